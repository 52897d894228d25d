//! Mandatory reports (强制报告, DOMAIN §2.8): to whom they go, and what one must be to be sent and closed.

use chrono::NaiveDate;

use super::checks::{Check, Refusal, RefusalReason};
use super::codes::codes;
use super::records::Report;

codes! {
    /// To whom a mandatory report is sent. The law asks for the police; others are told beside them.
    ReportTo, "report to" {
        /// The police, 110.
        Police = "police",
        /// The residents' or villagers' committee.
        Committee = "committee",
        /// The civil affairs bureau.
        CivilAffairs = "civil_affairs",
        /// The school or the education bureau.
        Education = "education",
        /// Someone else, named in the note.
        Other = "other",
    }
}

impl Report {
    /// To whom it was sent; empty while it was not.
    pub fn recipients(&self) -> Vec<ReportTo> {
        let codes = self.sent_to.as_deref().unwrap_or_default().split(';');
        codes.filter_map(|code| ReportTo::from_code(code.trim())).collect()
    }

    /// The kept form of recipients.
    pub fn recipient_codes(recipients: &[ReportTo]) -> Option<String> {
        let codes: Vec<&str> = recipients.iter().map(|one| one.code()).collect();
        if codes.is_empty() { None } else { Some(codes.join(";")) }
    }

    /// Known, and not sent to anybody yet: it must be, at once.
    pub const fn is_unsent(&self) -> bool {
        self.sent_on.is_none() && self.closed_on.is_none()
    }

    /// Not closed.
    pub const fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
}

impl Check for Report {
    /// What was sent says to whom, when and by whom; only what was sent can be closed, with a result. Nobody has to agree
    /// before it is sent (no "wait for supervisor" step).
    fn check(&self, today: NaiveDate) -> Vec<Refusal> {
        let mut found = Vec::new();
        let mut when = |wrong: bool, field: &'static str, reason: RefusalReason| {
            if wrong {
                found.push(Refusal::new(field, reason));
            }
        };
        let sent = self.sent_on.is_some() || self.sent_to.is_some();
        let closed = self.closed_on.is_some() || self.result.is_some();
        when(self.child_id == 0, "child_id", RefusalReason::Required);
        when(self.known_on == NaiveDate::MIN, "known_on", RefusalReason::Required);
        when(self.known_on > today, "known_on", RefusalReason::InFuture);
        when((sent || closed) && self.recipients().is_empty(), "sent_to", RefusalReason::Required);
        when((sent || closed) && self.sent_on.is_none(), "sent_on", RefusalReason::Required);
        when((sent || closed) && self.sent_by.is_none(), "sent_by", RefusalReason::Required);
        when(closed && self.closed_on.is_none(), "closed_on", RefusalReason::Required);
        when(closed && self.result.is_none(), "result", RefusalReason::Required);
        for (day, field) in [(self.sent_on, "sent_on"), (self.closed_on, "closed_on")] {
            when(day.is_some_and(|day| day > today), field, RefusalReason::InFuture);
        }
        let early = self.sent_on.is_some_and(|sent| sent < self.known_on);
        when(early, "sent_on", RefusalReason::EndsBeforeStart);
        let early = self.closed_on.zip(self.sent_on).is_some_and(|(closed, sent)| closed < sent);
        when(early, "closed_on", RefusalReason::EndsBeforeStart);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn wrong(report: &Report) -> Vec<&'static str> {
        report.check(day("2026-11-23")).iter().map(|refusal| refusal.field).collect()
    }

    #[test]
    fn only_what_was_sent_is_closed() {
        let known = Report { child_id: 1, known_on: day("2026-11-20"), ..Report::default() };
        assert!(wrong(&known).is_empty() && known.is_unsent() && known.is_open());
        let closed = Report { closed_on: Some(day("2026-11-22")), ..known.clone() };
        assert_eq!(wrong(&closed), ["sent_to", "sent_on", "sent_by", "result"]);
        let sent = Report {
            sent_to: Report::recipient_codes(&[ReportTo::Police, ReportTo::CivilAffairs]),
            sent_on: Some(day("2026-11-20")),
            sent_by: Some("李晓".to_owned()),
            ..known
        };
        assert!(wrong(&sent).is_empty() && !sent.is_unsent());
        assert_eq!(sent.recipients(), [ReportTo::Police, ReportTo::CivilAffairs]);
        let result = Some("立案".to_owned());
        let closed = Report { closed_on: Some(day("2026-11-22")), result, ..sent.clone() };
        assert!(wrong(&closed).is_empty() && !closed.is_open());
        let early = Report { sent_on: Some(day("2026-11-19")), ..closed };
        assert_eq!(wrong(&early), ["sent_on"]);
        let late = Report { known_on: day("2026-11-24"), sent_on: Some(day("2026-11-25")), ..sent };
        assert_eq!(wrong(&late), ["known_on", "sent_on"]);
    }
}
