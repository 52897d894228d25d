-- The dashboard by hand: the same answers as the program's, written as one would by hand on these tables and indexes, each
-- column of each row read as a plain value. Each statement is read up to the next name.

-- name: tiers
SELECT key, n FROM tally WHERE what = 'tier';

-- name: overdue
SELECT coalesce(sum(n), 0) FROM tally WHERE what = 'due' AND key < :today;

-- name: due today
SELECT n FROM tally WHERE what = 'due' AND key = :today;

-- name: no volunteer
SELECT n FROM tally WHERE what = 'no_volunteer' AND key = '';

-- name: tasks
SELECT sum(n), sum(n) FILTER (WHERE key < :today) FROM tally WHERE what = 'task' AND key <= :today;

-- name: checks
SELECT sum(n), sum(n) FILTER (WHERE key < :today) FROM tally WHERE what = 'check' AND key <= :in60;

-- name: trainings
SELECT sum(n), sum(n) FILTER (WHERE key < :today) FROM tally WHERE what = 'training' AND key <= :in60;

-- name: open reports
SELECT count(*), count(sent_on) FROM report WHERE closed_on IS NULL;

-- name: triage
SELECT n FROM tally WHERE what = 'triage' AND key = '';

-- name: children at risk
SELECT child.*, risk.*, visit_due.due, lead.code, lead.name, lead.phone,
    (SELECT score FROM score_history WHERE child_id = risk.child_id AND from_day <= :before30
     ORDER BY from_day DESC LIMIT 1)
FROM child_risk AS risk
JOIN child ON child.id = risk.child_id
LEFT JOIN visit_due ON visit_due.child_id = risk.child_id
LEFT JOIN volunteer AS lead ON lead.id = visit_due.lead_id
WHERE risk.active = 1 AND risk.tier <= 3
ORDER BY risk.active, risk.tier, risk.score DESC, risk.score_high DESC, risk.last_seen, risk.code LIMIT 20;

-- name: overdue visits without a volunteer
SELECT child.*, risk.*, visit_due.due,
    (SELECT score FROM score_history WHERE child_id = risk.child_id AND from_day <= :before30
     ORDER BY from_day DESC LIMIT 1)
FROM visit_due
JOIN child_risk AS risk ON risk.child_id = visit_due.child_id
JOIN child ON child.id = visit_due.child_id
WHERE visit_due.lead_id IS NULL AND visit_due.due < :today
ORDER BY visit_due.due, visit_due.code LIMIT 15;

-- name: overdue visits by volunteer
SELECT child.*, risk.*, visit_due.due, lead.code, lead.name, lead.phone,
    (SELECT score FROM score_history WHERE child_id = risk.child_id AND from_day <= :before30
     ORDER BY from_day DESC LIMIT 1)
FROM visit_due
JOIN child_risk AS risk ON risk.child_id = visit_due.child_id
JOIN child ON child.id = visit_due.child_id
JOIN volunteer AS lead ON lead.id = visit_due.lead_id
WHERE visit_due.due < :today
ORDER BY visit_due.due, visit_due.code LIMIT 15;

-- name: visits due today
SELECT child.*, risk.*, visit_due.due, lead.code, lead.name, lead.phone
FROM visit_due
JOIN child_risk AS risk ON risk.child_id = visit_due.child_id
JOIN child ON child.id = visit_due.child_id
LEFT JOIN volunteer AS lead ON lead.id = visit_due.lead_id
WHERE visit_due.due = :today ORDER BY visit_due.code LIMIT 5;

-- name: events
SELECT id, code, title, kind, starts_on, capacity,
    (SELECT count(*) FROM participation WHERE event_id = event.id AND present IS NOT 0)
FROM event WHERE status = 'active' AND starts_on BETWEEN :today AND :in30 ORDER BY starts_on, kind, length(code), code LIMIT 12;

-- name: birthdays by the sun
SELECT child.id, child.code, name, birth_date, lunar_birthday, celebrate_by
FROM child_birthday JOIN child ON child.id = child_birthday.child_id
WHERE calendar = 'solar' AND (month, child_birthday.day) >= (11, 23) AND (month, child_birthday.day) <= (12, 23)
ORDER BY month, child_birthday.day, leap, child_birthday.code LIMIT 12;

-- name: birthdays by the moon
SELECT child.id, child.code, name, birth_date, lunar_birthday, celebrate_by
FROM child_birthday JOIN child ON child.id = child_birthday.child_id
WHERE calendar = 'lunar' AND (month, child_birthday.day) >= (10, 15) AND (month, child_birthday.day) <= (11, 15)
ORDER BY month, child_birthday.day, leap, child_birthday.code LIMIT 12;

-- name: last session
SELECT user, last_day, closed_at, last_entry FROM session WHERE user = '李晓' ORDER BY closed_at DESC LIMIT 1;

-- name: counted birthdays
SELECT sum(n) FROM tally WHERE what = 'birthday'
    AND (key BETWEEN 'solar 11-23' AND 'solar 12-23' OR key BETWEEN 'lunar 10-15' AND 'lunar 11-15');

-- name: since
SELECT command, user, count(*) FROM entry WHERE id > :entry GROUP BY command, user;

-- name: added
SELECT count(*) FILTER (WHERE tbl = 'visit'), count(*) FILTER (WHERE tbl = 'child') FROM (
    SELECT tbl FROM entry JOIN journal_row ON journal_row.entry = entry.id
    WHERE entry.id > :entry AND (command LIKE '%visit%' OR command LIKE '%child%') AND tbl IN ('visit', 'child')
        AND before IS NULL
    LIMIT 500);

-- name: rises
SELECT * FROM (SELECT child_id, tier,
    (SELECT tier FROM score_history AS past WHERE past.child_id = child_risk.child_id AND from_day <= :session
     ORDER BY from_day DESC LIMIT 1) AS before
    FROM child_risk INDEXED BY child_risk_rise
    WHERE tier = 0 AND stands_since > :session AND active = 1 ORDER BY stands_since DESC LIMIT 20)
UNION ALL
SELECT * FROM (SELECT child_id, tier,
    (SELECT tier FROM score_history AS past WHERE past.child_id = child_risk.child_id AND from_day <= :session
     ORDER BY from_day DESC LIMIT 1) AS before
    FROM child_risk INDEXED BY child_risk_rise
    WHERE tier = 1 AND stands_since > :session AND active = 1 ORDER BY stands_since DESC LIMIT 20)
UNION ALL
SELECT * FROM (SELECT child_id, tier,
    (SELECT tier FROM score_history AS past WHERE past.child_id = child_risk.child_id AND from_day <= :session
     ORDER BY from_day DESC LIMIT 1) AS before
    FROM child_risk INDEXED BY child_risk_rise
    WHERE tier = 2 AND stands_since > :session AND active = 1 ORDER BY stands_since DESC LIMIT 20)
UNION ALL
SELECT * FROM (SELECT child_id, tier,
    (SELECT tier FROM score_history AS past WHERE past.child_id = child_risk.child_id AND from_day <= :session
     ORDER BY from_day DESC LIMIT 1) AS before
    FROM child_risk INDEXED BY child_risk_rise
    WHERE tier = 3 AND stands_since > :session AND active = 1 ORDER BY stands_since DESC LIMIT 20);
