//! Guards that cover every page by themselves: everything draws in every size and language, every action is labelled, no
//! wording stands twice.

mod robot;

use std::collections::BTreeMap;

use peiban::console::action::{Action, Group, Route};
use peiban::console::input::keymap;
use peiban::console::key_list::key_list;
use peiban::language::{Lang, Language};
use robot::{Demo, Robot};

#[test]
fn every_action_and_group_is_labelled_in_both_languages() {
    for lang in Lang::ALL {
        let language = Language::new(lang);
        for action in Action::ALL {
            assert!(language.has(action.message_id()), "no {lang:?} label {}", action.message_id());
        }
        for group in Group::ALL {
            assert!(language.has(group.message_id()), "no {lang:?} heading {}", group.message_id());
        }
    }
}

/// The keys' page of the handbook; written anew by `PEIBAN_WRITE=1 cargo test --test guards`.
#[test]
fn the_handbook_holds_all_keys() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    let page = format!(
        "# 按键\n\n{}# Keys\n\n{}",
        key_list(Language::new(Lang::Zh)),
        key_list(Language::new(Lang::En))
    );
    if std::env::var_os("PEIBAN_WRITE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        page,
        "docs/keys.md is not up to date"
    );
}

#[test]
fn no_two_actions_of_a_group_are_called_the_same() {
    for lang in Lang::ALL {
        let language = Language::new(lang);
        let mut named: BTreeMap<(Group, String), Action> = BTreeMap::new();
        for action in Action::ALL {
            let label = language.text(action.message_id());
            if let Some(other) = named.insert((action.group(), label.clone()), *action) {
                panic!("{action:?} and {other:?} are both called {label} in {lang:?}");
            }
        }
    }
}

const SIZES: [(u16, u16); 7] =
    [(1, 1), (10, 3), (40, 10), (60, 15), (80, 24), (140, 40), (200, 60)];

/// Looks at every page, moves about on it, and finds no message missing and no page that fails to load.
fn look_at(robot: &mut Robot, routes: &[Route]) {
    for route in routes {
        robot.shell().go(*route);
        robot.draw();
        robot.keys("Down Tab Right PageDown G g g F1 Esc : Esc").lacks("⟨").lacks("出错了");
    }
}

#[test]
fn every_page_of_an_empty_office_draws_in_every_size_and_language() {
    for lang in Lang::ALL {
        for (width, height) in SIZES {
            let mut robot = Robot::with(robot::empty_store(), lang, width, height);
            look_at(&mut robot, &Route::all(1));
        }
    }
}

#[test]
fn every_page_of_a_full_office_draws_in_every_size_and_language() {
    let demo = Demo::build();
    let routes = demo.routes();
    for lang in Lang::ALL {
        for (width, height) in SIZES {
            let mut robot = Robot::with(demo.store(), lang, width, height);
            look_at(&mut robot, &routes);
        }
    }
}

#[test]
fn every_key_can_be_pressed_on_every_page() {
    let demo = Demo::build();
    let mut robot = Robot::new(demo.store());
    for route in demo.routes() {
        for action in Action::ALL {
            for keys in keymap::keys_of(*action) {
                robot.shell().go(Route::Today);
                robot.shell().go(route);
                // What a key opens is a form or a question: nothing is written before Enter or Ctrl-S.
                robot.keys(keys).lacks("⟨").keys("Esc Esc Esc");
            }
        }
    }
    let entries = demo.store().queries().count_history(None).unwrap();
    assert_eq!(entries, Demo::build().store().queries().count_history(None).unwrap());
}
