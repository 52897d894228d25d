//! Guards that cover every page by themselves: everything draws in every size and language, every action is labelled, no
//! wording stands twice.

mod robot;

use std::collections::BTreeMap;

use peiban::console::action::{Action, Group, Route};
use peiban::console::input::keymap;
use peiban::console::key_list::key_list;
use peiban::language::{Lang, Language};
use robot::Robot;

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

#[test]
fn every_page_draws_in_every_size_and_language() {
    for lang in Lang::ALL {
        for (width, height) in [(1, 1), (10, 3), (40, 10), (60, 15), (80, 24), (140, 40), (200, 60)]
        {
            let mut robot = Robot::with(robot::empty_store(), lang, width, height);
            for route in Route::all(1) {
                robot.shell().go(route);
                robot.draw();
                robot.keys("Down Tab Right PageDown G g g F1 Esc : Esc").lacks("⟨");
            }
        }
    }
}

#[test]
fn every_key_can_be_pressed_on_every_page() {
    let mut robot = Robot::new(robot::empty_store());
    for route in Route::all(1) {
        for action in Action::ALL {
            for keys in keymap::keys_of(*action) {
                robot.shell().go(Route::Today);
                robot.shell().go(route);
                robot.keys(keys).lacks("⟨").keys("Esc Esc");
            }
        }
    }
}
