//! Lists filtered and sorted by anything: what the store finds is what one finds by looking through all rows.

mod robot;

use std::cmp::Ordering;
use std::collections::HashMap;

use chrono::Days;
use peiban::domain::codes::{Observation, Status, Tier, VolunteerStatus};
use peiban::domain::records::{Child, Contact, Id, Task, Visit, Volunteer};
use peiban::language::names::reading_order;
use peiban::language::pinyin::{fold_query, record_terms, search_terms};
use peiban::store::queries::{
    ChildOrder, ChildScope, Filter, ListColumn, Listed, Met, Period, RiskRow, Room, Sort, Span,
    TaskScope, VolunteerScope, Whom, Window,
};
use peiban::store::{Command, Kind, Queries, Store};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use robot::{Demo, day};

/// The made-up county with a few files closed.
fn county() -> (Demo, Store) {
    let demo = Demo::build();
    let mut store = demo.store();
    for code in ["C0007", "C0019"] {
        let child: Child = store.queries().by_code(code).unwrap().unwrap();
        let close = Command::Close { kind: Kind::Child, id: child.meta.id, reason: None };
        store.execute(close).unwrap();
    }
    (demo, store)
}

/// What is known of a child, to look through.
struct Known {
    row: RiskRow,
    child: Child,
    volunteers: Vec<Id>,
    place: usize,
}

fn known(queries: Queries<'_>, scope: ChildScope) -> Vec<Known> {
    let rows = queries.children(scope, ChildOrder::Risk, Window::ALL).unwrap();
    rows.into_iter()
        .enumerate()
        .map(|(place, row)| {
            let id = row.child.id;
            let volunteers = queries.volunteers_of(id).unwrap();
            Known {
                child: queries.record(id).unwrap().unwrap(),
                volunteers: volunteers.iter().map(|volunteer| volunteer.id).collect(),
                row,
                place,
            }
        })
        .collect()
}

fn holds(text: Option<&str>, part: &str) -> bool {
    text.is_some_and(|text| text.to_lowercase().contains(&part.trim().to_lowercase()))
}

/// Whether a typed word means a place: part of its name, or the beginning of its pinyin or initials from some character on. No
/// place of the made-up county is named as part of another.
fn is_named(place: Option<&str>, typed: &str) -> bool {
    let wanted = fold_query(typed);
    let starts = || search_terms(place.unwrap_or_default()).into_iter();
    wanted.is_empty() && typed.trim().is_empty()
        || holds(place, typed)
        || !wanted.is_empty() && starts().any(|term| term.text.starts_with(&wanted))
}

/// Whether what was typed finds a name or code.
fn finds(name: &str, code: &str, typed: &str) -> bool {
    let wanted = fold_query(typed);
    let terms = record_terms(name, code, None);
    !wanted.is_empty() && terms.iter().any(|term| term.text.starts_with(&wanted))
}

fn passes(known: &Known, filter: &Filter) -> bool {
    let child = &known.child;
    let open = child.status == Status::Active;
    (filter.tiers.is_empty() || filter.tiers.contains(&known.row.tier))
        && filter.township.as_deref().is_none_or(|part| is_named(child.township.as_deref(), part))
        && filter.school.as_deref().is_none_or(|part| is_named(child.school.as_deref(), part))
        && filter.volunteer.is_none_or(|whom| match whom {
            Whom::Nobody => open && known.row.lead.is_none(),
            Whom::One(id) => known.volunteers.contains(&id),
        })
        && (filter.categories.is_empty()
            || child
                .categories
                .as_deref()
                .unwrap_or_default()
                .split(';')
                .any(|one| filter.categories.iter().any(|wanted| wanted == one.trim())))
        && filter.text.as_deref().is_none_or(|part| {
            let columns =
                [&child.township, &child.village, &child.school, &child.address, &child.note];
            columns.iter().any(|column| holds(column.as_deref(), part))
                || finds(&child.name, &child.code, part)
        })
}

/// Compares what may be missing: what is missing stands at the end, whichever way round.
fn last<T: Ord>(one: Option<T>, other: Option<T>, back: bool) -> Ordering {
    match (one, other) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(one), Some(other)) if back => other.cmp(&one),
        (Some(one), Some(other)) => one.cmp(&other),
    }
}

fn words(text: Option<&str>) -> Option<(String, String)> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    Some((reading_order(text), text.to_owned()))
}

fn compared(one: &Known, other: &Known, sort: Sort) -> Ordering {
    use ListColumn as C;
    let back = sort.descending;
    let (a, b) = (one, other);
    let by = |part: fn(&Known) -> Option<(String, String)>| last(part(a), part(b), back);
    let ordered = match sort.column {
        C::Tier => last(Some(a.row.tier), Some(b.row.tier), back),
        C::Score => last(Some(a.row.score), Some(b.row.score), !back),
        C::Change => last(a.row.change_30, b.row.change_30, !back),
        C::Name => by(|one| words(Some(&one.child.name))),
        C::Code => last(Some(&a.child.code), Some(&b.child.code), back),
        C::Grade => last(a.row.child.grade, b.row.child.grade, back),
        C::Township => by(|one| words(one.child.township.as_deref())),
        C::School => by(|one| words(one.child.school.as_deref())),
        C::Volunteer => by(|one| one.row.lead.as_ref().and_then(|lead| words(Some(&lead.name)))),
        C::Due => last(a.row.visit_due, b.row.visit_due, back),
        C::Late => last(a.row.visit_due, b.row.visit_due, !back),
        C::Birth => last(a.child.birth_date, b.child.birth_date, back),
        C::Seen if back => b.row.last_seen.cmp(&a.row.last_seen),
        C::Seen => a.row.last_seen.cmp(&b.row.last_seen),
        other => panic!("{other:?} isn't compared here"),
    };
    ordered.then(a.place.cmp(&b.place))
}

const COLUMNS: [ListColumn; 13] = [
    ListColumn::Tier,
    ListColumn::Score,
    ListColumn::Change,
    ListColumn::Name,
    ListColumn::Code,
    ListColumn::Grade,
    ListColumn::Township,
    ListColumn::School,
    ListColumn::Volunteer,
    ListColumn::Due,
    ListColumn::Late,
    ListColumn::Birth,
    ListColumn::Seen,
];

fn text_of(all: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    proptest::option::weighted(0.3, select(all).prop_map(str::to_owned))
}

fn filters(volunteers: Vec<Id>) -> impl Strategy<Value = Filter> {
    let whom = prop_oneof![Just(Whom::Nobody), select(volunteers).prop_map(Whom::One)];
    (
        vec(select(Tier::ALL), 0..3),
        text_of(&["青竹", "西龙", "镇", "没有这里"]),
        text_of(&["小学", "中学", "x"]),
        proptest::option::weighted(0.3, whom),
        vec(select(vec!["困境儿童", "留守儿童", "孤儿"]), 0..2),
        text_of(&["王", "w", "c000", "村", "ming", "没有"]),
    )
        .prop_map(|(tiers, township, school, volunteer, categories, text)| Filter {
            tiers,
            township,
            school,
            volunteer,
            categories: categories.into_iter().map(str::to_owned).collect(),
            text,
            ..Filter::default()
        })
}

#[test]
fn a_filter_and_an_order_of_children_are_as_looked_through() {
    let (_demo, store) = county();
    let queries = store.queries();
    let volunteers = queries.volunteers(true, Window::ALL).unwrap();
    let volunteers: Vec<Id> = volunteers.iter().map(|volunteer| volunteer.meta.id).collect();
    let scopes = [ChildScope::Active, ChildScope::All, ChildScope::Closed, ChildScope::AtRisk];
    let all: HashMap<ChildScope, Vec<Known>> =
        scopes.iter().map(|scope| (*scope, known(queries, *scope))).collect();
    assert_eq!(all[&ChildScope::Closed].len(), 2);
    let sorts = proptest::option::of((select(&COLUMNS[..]), any::<bool>()));
    let wanted = (select(scopes.to_vec()), filters(volunteers), sorts);
    let mut runner = TestRunner::new(Config::with_cases(300));
    runner
        .run(&wanted, |(scope, filter, sort)| {
            let sort = sort.map(|(column, descending)| Sort { column, descending });
            let mut looked: Vec<&Known> =
                all[&scope].iter().filter(|known| passes(known, &filter)).collect();
            if let Some(sort) = sort {
                looked.sort_by(|one, other| compared(one, other, sort));
            }
            let codes = |ids: &[Id]| -> Vec<String> {
                let rows = queries.children_by_id(ids).unwrap();
                rows.into_iter().map(|row| row.child.code).collect()
            };
            let found = queries.listed(Listed::Children(scope), &filter, sort).unwrap();
            let looked: Vec<Id> = looked.iter().map(|known| known.row.child.id).collect();
            prop_assert_eq!(codes(&found), codes(&looked));
            Ok(())
        })
        .unwrap();
}

#[test]
fn without_a_filter_each_view_is_what_its_tile_counts() {
    let (_demo, store) = county();
    let queries = store.queries();
    let none = Filter::default();
    for scope in [
        ChildScope::Active,
        ChildScope::AtRisk,
        ChildScope::Tier(Tier::Unknown),
        ChildScope::Overdue,
        ChildScope::DueToday,
        ChildScope::NoVolunteer,
        ChildScope::Closed,
        ChildScope::All,
    ] {
        let found = queries.listed(Listed::Children(scope), &none, None).unwrap();
        assert_eq!(found.len(), queries.count_children(scope).unwrap(), "{scope:?}");
        let read = queries.children(scope, ChildOrder::Risk, Window::ALL).unwrap();
        let read: Vec<Id> = read.iter().map(|row| row.child.id).collect();
        assert_eq!(found, read, "{scope:?} stands in the list's own order");
    }
    for (all, scope) in [(false, VolunteerScope::Open), (true, VolunteerScope::All)] {
        let found = queries.listed(Listed::Volunteers(scope), &none, None).unwrap();
        let read = queries.volunteers(all, Window::ALL).unwrap();
        assert_eq!(found, read.iter().map(|one| one.meta.id).collect::<Vec<_>>());
        let found = queries.listed(Listed::Carers { all }, &none, None).unwrap();
        let read = queries.carers(all, Window::ALL).unwrap();
        assert_eq!(found, read.iter().map(|one| one.meta.id).collect::<Vec<_>>());
        let found = queries.listed(Listed::Events { all }, &none, None).unwrap();
        let read = queries.events(all, Window::ALL).unwrap();
        assert_eq!(found, read.iter().map(|one| one.meta.id).collect::<Vec<_>>());
    }
    for scope in [TaskScope::Due, TaskScope::Open, TaskScope::Settled, TaskScope::All] {
        let found = queries.listed(Listed::Tasks(scope), &none, None).unwrap();
        let mut read: Vec<Id> =
            queries.tasks_of(scope, Window::ALL).unwrap().iter().map(|one| one.meta.id).collect();
        if scope == TaskScope::All {
            read.sort_unstable_by_key(|id| found.iter().position(|one| one == id));
        }
        assert_eq!(found, read, "{scope:?}");
    }
    let found = queries.listed(Listed::Visits, &none, None).unwrap();
    let read = queries.newest_visits(Window::ALL).unwrap();
    assert_eq!(found, read.iter().map(|one| one.meta.id).collect::<Vec<_>>());
}

#[test]
fn volunteers_are_filtered_by_their_room_and_sorted_by_their_load() {
    let (_demo, store) = county();
    let queries = store.queries();
    let all = queries.volunteers(true, Window::ALL).unwrap();
    let load =
        |volunteer: &Volunteer| i64::try_from(queries.load_of(volunteer.meta.id).unwrap()).unwrap();
    let listed = Listed::Volunteers(VolunteerScope::All);
    for room in [Room::Nobody, Room::Room, Room::Full] {
        let filter = Filter { room: Some(room), ..Filter::default() };
        let found = queries.listed(listed, &filter, None).unwrap();
        let looked = all.iter().filter(|one| match room {
            Room::Nobody => load(one) == 0,
            Room::Room => one.capacity.is_none_or(|most| load(one) < most),
            Room::Full => one.capacity.is_some_and(|most| load(one) >= most),
        });
        assert_eq!(found, looked.map(|one| one.meta.id).collect::<Vec<_>>(), "{room:?}");
    }
    let found = queries.listed(listed, &Filter::default(), Some(Sort::by(ListColumn::Load)));
    let mut looked: Vec<_> = all.iter().collect();
    looked.sort_by_key(|one| -load(one));
    assert_eq!(found.unwrap(), looked.iter().map(|one| one.meta.id).collect::<Vec<_>>());
    let filter = Filter { states: vec![VolunteerStatus::Paused], ..Filter::default() };
    let paused = all.iter().filter(|one| one.status == VolunteerStatus::Paused);
    assert_eq!(queries.listed(listed, &filter, None).unwrap().len(), paused.count());
}

/// Whether a visit is one that is looked for.
type Look<'a> = Box<dyn Fn(&Visit) -> bool + 'a>;

#[test]
fn visits_are_filtered_by_whom_they_met_when_and_what_they_saw() {
    let (_demo, store) = county();
    let queries = store.queries();
    let all: Vec<Visit> = queries.newest_visits(Window::ALL).unwrap();
    let today = queries.today();
    let month = today.checked_sub_days(Days::new(89)).unwrap();
    let volunteer = all.iter().find_map(|visit| visit.volunteer_id).unwrap();
    let seen = |visit: &Visit| {
        [visit.school, visit.health, visit.home, visit.mood, visit.safety]
            .iter()
            .any(|one| matches!(one, Some(Observation::Concern | Observation::Urgent)))
    };
    let cases: Vec<(Filter, Look<'_>)> = vec![
        (
            Filter { met: Some(Met::Child), ..Filter::default() },
            Box::new(|visit| visit.child_seen == Some(true)),
        ),
        (
            Filter { met: Some(Met::Nobody), ..Filter::default() },
            Box::new(|visit| visit.child_seen != Some(true) && visit.guardian_seen != Some(true)),
        ),
        (Filter { concern: true, ..Filter::default() }, Box::new(seen)),
        (
            Filter { period: Some(Period::Span(Span::Quarter)), ..Filter::default() },
            Box::new(move |visit| (month..=today).contains(&visit.day)),
        ),
        (
            Filter { volunteer: Some(Whom::One(volunteer)), ..Filter::default() },
            Box::new(move |visit| {
                visit.volunteer_id == Some(volunteer)
                    || visit.second_volunteer_id == Some(volunteer)
            }),
        ),
        (
            Filter {
                volunteer: Some(Whom::One(volunteer)),
                period: Some(Period::Between(None, Some(day("2026-10-31")))),
                ..Filter::default()
            },
            Box::new(move |visit| {
                visit.day <= day("2026-10-31")
                    && (visit.volunteer_id == Some(volunteer)
                        || visit.second_volunteer_id == Some(volunteer))
            }),
        ),
    ];
    for (filter, look) in cases {
        let found = queries.listed(Listed::Visits, &filter, None).unwrap();
        let looked = all.iter().filter(|visit| look(visit)).map(|visit| visit.meta.id);
        assert_eq!(found, looked.collect::<Vec<_>>(), "{filter:?}");
    }
}

/// What a filter can ask of a child, each part alone and some together.
fn of_a_child(queries: Queries<'_>) -> Vec<Filter> {
    let volunteers: Vec<Volunteer> = queries.volunteers(false, Window::ALL).unwrap();
    let with_children = volunteers.iter().find(|one| queries.load_of(one.meta.id).unwrap() > 1);
    let with_children = with_children.unwrap().meta.id;
    let mut filters: Vec<Filter> =
        Tier::ALL.iter().map(|tier| Filter { tiers: vec![*tier], ..Filter::default() }).collect();
    filters.push(Filter { township: Some("瑞峰".into()), ..Filter::default() });
    filters.push(Filter { school: Some("汉阳".into()), ..Filter::default() });
    filters.push(Filter { volunteer: Some(Whom::Nobody), ..Filter::default() });
    filters.push(Filter { volunteer: Some(Whom::One(with_children)), ..Filter::default() });
    filters.push(Filter { categories: vec!["留守儿童".into()], ..Filter::default() });
    let together = Filter {
        tiers: vec![Tier::Stable, Tier::Watch],
        township: Some("青竹".into()),
        categories: vec!["留守儿童".into()],
        ..Filter::default()
    };
    filters.push(together);
    filters
}

#[test]
fn whatever_belongs_to_a_child_is_narrowed_as_the_children_are() {
    let (_demo, store) = county();
    let queries = store.queries();
    let none = Filter::default();
    let mut hits = 0;
    for filter in of_a_child(queries) {
        let among = |scope| queries.listed(Listed::Children(scope), &filter, None).unwrap();
        let (all, active) = (among(ChildScope::All), among(ChildScope::Active));
        let mut compare = |listed: Listed, child: &dyn Fn(Id) -> Option<Id>| {
            let wanted: Vec<Id> = queries
                .listed(listed, &none, None)
                .unwrap()
                .into_iter()
                .filter(|row| child(*row).is_some_and(|child| all.contains(&child)))
                .collect();
            hits += wanted.len();
            let found = queries.listed(listed, &filter, None).unwrap();
            assert_eq!(found, wanted, "{listed:?} {filter:?}");
        };
        let of_task = |id| queries.record::<Task>(id).unwrap().unwrap().child_id;
        for scope in [TaskScope::Open, TaskScope::Due, TaskScope::Settled, TaskScope::All] {
            compare(Listed::Tasks(scope), &of_task);
        }
        compare(Listed::Contacts, &|id| {
            Some(queries.record::<Contact>(id).unwrap().unwrap().child_id)
        });
        // Of a visit the volunteer is who went.
        if filter.volunteer.is_none() {
            compare(Listed::Visits, &|id| {
                Some(queries.record::<Visit>(id).unwrap().unwrap().child_id)
            });
        }
        let carers = queries.listed(Listed::Carers { all: false }, &none, None).unwrap();
        let wanted: Vec<Id> = carers
            .into_iter()
            .filter(|carer| {
                let children = queries.children_of_carer(*carer).unwrap();
                children.iter().any(|child| active.contains(&child.meta.id))
            })
            .collect();
        let found = queries.listed(Listed::Carers { all: false }, &filter, None).unwrap();
        assert_eq!(found, wanted, "carers {filter:?}");
        // A birthday is its child's; an event belongs to a township at most.
        let coming = queries.listed(Listed::Upcoming, &filter, None).unwrap();
        assert!(coming.iter().filter(|id| **id > 0).all(|child| active.contains(child)));
        if filter.township.is_none() {
            assert!(coming.iter().all(|id| *id > 0), "{filter:?}");
        }
    }
    assert!(hits > 100, "{hits}");
}

#[test]
fn many_files_are_closed_in_one_step_or_none_is() {
    let (_demo, mut store) = county();
    let queries = store.queries();
    let open = queries.children(ChildScope::Active, ChildOrder::Code, Window::first(3)).unwrap();
    let ids: Vec<Id> = open.iter().map(|row| row.child.id).collect();
    let before = queries.count_children(ChildScope::Active).unwrap();
    let close =
        |ids: Vec<Id>| Command::CloseAll { kind: Kind::Child, ids, reason: Some("毕业".into()) };
    // One that isn't there: nothing is closed.
    let mut wrong = ids.clone();
    wrong.push(1);
    store.execute(close(wrong)).unwrap_err();
    assert_eq!(store.queries().count_children(ChildScope::Active).unwrap(), before);
    store.execute(close(ids.clone())).unwrap();
    assert_eq!(store.queries().count_children(ChildScope::Active).unwrap(), before - 3);
    store.execute(Command::Undo { entry: None }).unwrap();
    assert_eq!(store.queries().count_children(ChildScope::Active).unwrap(), before);
}

#[test]
fn views_are_each_operators_own_and_stay() {
    let (demo, mut store) = county();
    store.keep_view("children", "西龙重点", "{}").unwrap();
    store.keep_view("children", "", "[\"name\"]").unwrap();
    store.keep_view("tasks", "逾期", "{}").unwrap();
    drop(store);
    let mut store = demo.store();
    let names = |store: &Store, list: &str| -> Vec<String> {
        store.queries().views(list).unwrap().into_iter().map(|view| view.name).collect()
    };
    assert_eq!(names(&store, "children"), ["西龙重点"]);
    assert_eq!(store.queries().view("children", "").unwrap().as_deref(), Some("[\"name\"]"));
    store.set_user("陈静");
    assert!(names(&store, "children").is_empty());
    assert_eq!(store.queries().view("children", "").unwrap(), None);
    store.set_user("李晓");
    store.drop_view("children", "西龙重点").unwrap();
    assert!(names(&store, "children").is_empty());
    assert_eq!(names(&store, "tasks"), ["逾期"]);
}
