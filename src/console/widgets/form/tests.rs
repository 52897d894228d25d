//! Forms typed as people type them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::*;
use crate::console::widgets::{Glyphs, Look};

fn visit() -> Form {
    let answers = || {
        vec![
            Choice::new('1', "ok", "正常"),
            Choice::new('2', "concern", "有问题"),
            Choice::new('3', "urgent", "紧急"),
            Choice::new('0', "not_observed", "没看到"),
        ]
    };
    let seen = vec![Choice::new('1', "seen", "见到"), Choice::new('2', "nobody", "没人在家")];
    Form::new(vec![
        FormField::date("day", "哪天").with_text("11-23").required(),
        FormField::picker("who", "谁去").suggest(vec![Picked::new(7, "周桂芳", "V0001")]),
        FormField::choice("seen", "见到", seen).required(),
        FormField::choice("school", "学习", answers()).when("seen", &["seen"]),
        FormField::choice("mood", "心情", answers()).when("seen", &["seen"]),
        FormField::multi(
            "topics",
            "说到",
            vec![Choice::new('1', "a", "家"), Choice::new('2', "b", "学")],
        )
        .hidden(),
        FormField::number("hours", "小时"),
        FormField::text("note", "备注"),
    ])
}

fn press(form: &mut Form, code: KeyCode) -> FormEvent {
    form.key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn kind(form: &mut Form, text: &str) {
    for one in text.chars() {
        press(form, KeyCode::Char(one));
    }
}

#[test]
fn an_ordinary_visit_takes_digits_and_enter_only() {
    let mut form = visit();
    press(&mut form, KeyCode::Enter);
    kind(&mut form, "1");
    assert_eq!(form.picked("who").map(|who| who.id), Some(7));
    kind(&mut form, "11");
    assert_eq!((form.choice("school"), form.focused()), (Some("ok"), "mood"));
    // A full-width digit of an input method is a digit.
    kind(&mut form, "２");
    assert_eq!((form.choice("mood"), form.focused()), (Some("concern"), "hours"));
    assert_eq!(form.day("day", |typed| Some(typed.to_owned())), Ok(Some("11-23".into())));
    let saved = form.key(KeyEvent::new(KeyCode::Char('s'), KeyModifiers::CONTROL));
    assert_eq!((saved, form.missing()), (FormEvent::Save, vec![]));
}

#[test]
fn words_typed_where_an_answer_is_asked_choose_none() {
    let mut form = visit();
    press(&mut form, KeyCode::Enter);
    kind(&mut form, "1");
    kind(&mut form, "he is on his own");
    assert_eq!((form.choice("seen"), form.focused()), (None, "seen"));
    kind(&mut form, "1");
    assert_eq!((form.choice("seen"), form.focused()), (Some("seen"), "school"));
    // By itself the space goes on to the next answer.
    kind(&mut form, "  ");
    assert_eq!(form.choice("school"), Some("concern"));
}

#[test]
fn a_child_not_seen_is_not_asked_about() {
    let mut form = visit();
    form.focus("seen");
    kind(&mut form, "1");
    kind(&mut form, "1");
    form.focus("seen");
    kind(&mut form, "2");
    assert_eq!((form.focused(), form.choice("school")), ("hours", None));
    form.focus("seen");
    kind(&mut form, "1");
    assert_eq!((form.focused(), form.choice("school")), ("school", Some("ok")));
}

#[test]
fn enter_on_the_last_field_saves_and_escape_leaves() {
    let mut form = visit();
    form.focus("hours");
    assert_eq!(press(&mut form, KeyCode::Enter), FormEvent::Moved);
    assert_eq!(press(&mut form, KeyCode::Enter), FormEvent::Save);
    assert_eq!(press(&mut form, KeyCode::Esc), FormEvent::Leave);
    assert_eq!(form.missing(), ["seen"]);
}

#[test]
fn a_picker_searches_as_one_types_and_takes_the_marked() {
    let mut form = visit();
    form.focus("who");
    assert_eq!(press(&mut form, KeyCode::Char('l')), FormEvent::Search);
    press(&mut form, KeyCode::Char('x'));
    form.search(|key, text| {
        assert_eq!((key, text), ("who", "lx"));
        vec![Picked::new(1, "李晓", ""), Picked::new(2, "李秀英", "")]
    });
    form.search(|_, _| panic!("nothing was typed since"));
    assert_eq!(form.unresolved("who"), Some("lx"));
    press(&mut form, KeyCode::Down);
    press(&mut form, KeyCode::Enter);
    assert_eq!(form.picked("who").map(|who| who.label.as_str()), Some("李秀英"));
    assert_eq!(form.focused(), "seen");
    // Typing over a name begins anew.
    form.focus("who");
    press(&mut form, KeyCode::Char('z'));
    assert_eq!((form.picked("who"), form.unresolved("who")), (None, Some("z")));
}

#[test]
fn a_draft_gives_the_same_form_back() {
    let mut form = visit();
    form.show("topics", true);
    press(&mut form, KeyCode::Enter);
    kind(&mut form, "1");
    kind(&mut form, "112");
    form.focus("topics");
    kind(&mut form, "2");
    form.focus("note");
    kind(&mut form, "同桌说她走了");
    let draft = form.draft();
    let mut again = visit();
    again.show("topics", true);
    again.restore(&draft);
    assert_eq!(again.draft(), draft);
    assert_eq!(again.many("topics"), ["b"]);
    assert_eq!(again.typed("note"), "同桌说她走了");
    assert_eq!(again.choice("mood"), Some("concern"));
}

#[test]
fn an_error_takes_the_focus_and_goes_when_one_types() {
    let mut form = visit();
    form.set_error("note", "要写一句");
    form.set_error("day", "看不懂");
    assert_eq!(form.focused(), "note");
    kind(&mut form, "a");
    assert!(form.field("note").unwrap().error.is_none() && form.has_errors());
    form.set_error("nowhere", "被拒绝");
    assert_eq!(form.error.as_deref(), Some("被拒绝"));
}

#[test]
fn numbers_take_digits_only() {
    let mut form = visit();
    form.focus("hours");
    kind(&mut form, "１x.5");
    assert_eq!(form.number::<f64>("hours"), Ok(Some(1.5)));
    kind(&mut form, ".5");
    assert_eq!(form.number::<f64>("hours"), Err("1.5.5".into()));
}

#[test]
fn the_focused_field_is_seen_in_any_height() {
    let look = Look { glyphs: Glyphs::Ascii, ..Look::default() };
    for height in 1..12 {
        let mut form = visit();
        form.focus("note");
        kind(&mut form, "zzz");
        let mut terminal = Terminal::new(TestBackend::new(40, height)).unwrap();
        terminal.draw(|frame| form.draw(frame, frame.area(), look)).unwrap();
        let shown: String = terminal
            .backend()
            .buffer()
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert!(shown.contains("zzz"), "{height}: {shown}");
    }
}

#[test]
fn a_digit_takes_a_row_unless_a_number_or_code_is_being_typed() {
    for row in ["", "  ", "王", "wxm", "zm", "vv", "王小明"] {
        assert!(takes_row(row, "CV"), "{row:?}");
    }
    for text in ["1", "139", "c", "V", "v0", "Ｃ", "C00", "qs-", "qs-0", "139-"] {
        assert!(!takes_row(text, "CV"), "{text:?}");
    }
    // A letter that begins no code of these records is an initial.
    assert!(takes_row("v", "C") && takes_row("c", ""));
}

#[test]
fn enter_behind_a_digit_that_moved_on_stays() {
    let mut form = visit();
    form.focus("seen");
    kind(&mut form, "2");
    assert_eq!(form.focused(), "hours");
    assert_eq!(press(&mut form, KeyCode::Enter), FormEvent::Ignored);
    assert_eq!(form.focused(), "hours");
    // Only right after it: any other key, and Enter is Enter again. Tab goes on at once.
    assert_eq!(press(&mut form, KeyCode::Enter), FormEvent::Moved);
    form.focus("seen");
    kind(&mut form, "2");
    assert_eq!(press(&mut form, KeyCode::Tab), FormEvent::Moved);
    assert_eq!(form.focused(), "note");
}

#[test]
fn going_on_takes_nobody_where_nobody_is_wanted() {
    let mut form = visit();
    form.focus("who");
    press(&mut form, KeyCode::Enter);
    assert_eq!((form.picked("who"), form.focused()), (None, "seen"));
    // The arrow goes to the first, and Enter takes it.
    form.focus("who");
    press(&mut form, KeyCode::Down);
    press(&mut form, KeyCode::Enter);
    assert_eq!(form.picked("who").map(|who| who.id), Some(7));
}

#[test]
fn a_long_error_is_read_to_its_end() {
    let mut form = visit();
    form.set_error("note", "这一句很长，在这么窄的地方一行写不下，要写两行才看得到最后");
    let mut terminal = Terminal::new(TestBackend::new(40, 12)).unwrap();
    terminal.draw(|frame| form.draw(frame, frame.area(), Look::default())).unwrap();
    let shown: String =
        terminal.backend().buffer().content().iter().map(ratatui::buffer::Cell::symbol).collect();
    let shown = shown.replace(' ', "");
    assert!(shown.contains("才看得到最后"), "{shown}");
}

/// All that stands on a screen of this size, without blanks.
fn drawn(form: &Form, width: u16, height: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| form.draw(frame, frame.area(), Look::default())).unwrap();
    let shown: String =
        terminal.backend().buffer().content().iter().map(ratatui::buffer::Cell::symbol).collect();
    shown.replace(' ', "")
}

#[test]
fn what_is_refused_is_seen_however_low_the_form_and_so_is_the_field_one_is_in() {
    let mut form = visit();
    form.focus("seen");
    kind(&mut form, "1");
    form.error = Some("这份档案已并入 C0001".into());
    for height in 2..=20 {
        for at in ["day", "mood", "note"] {
            form.focus(at);
            let shown = drawn(&form, 60, height);
            let label = form.field(at).unwrap().label.clone();
            assert!(shown.contains("这份档案已并入C0001"), "{height}: {shown}");
            assert!(shown.contains(&format!(">{label}")), "{height}: {shown}");
        }
    }
    // What is wrong with a picker is seen in the place of the last that it offers.
    let found = (1..=9).map(|id| Picked::new(id, format!("志愿者{id}"), "")).collect();
    let mut form = Form::new(vec![FormField::picker("who", "谁去").suggest(found).required()]);
    form.set_error("who", "要填");
    for height in 3..=12 {
        let shown = drawn(&form, 60, height);
        assert!(shown.contains("要填") && shown.contains("志愿者1"), "{height}: {shown}");
    }
}
