//! The messages of both languages: embedded Fluent files, parsed the first time their language is used.
//!
//! A new file is one more name in the list of `files!`, with a file of that name in both folders.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::{Arg, Lang};

type Bundle = FluentBundle<FluentResource>;

/// Embeds the named files of both folders.
macro_rules! files {
    ($($name:literal)+) => {
        const ZH_FILES: &[&str] = &[$(include_str!(concat!("zh/", $name, ".ftl")),)+];
        const EN_FILES: &[&str] = &[$(include_str!(concat!("en/", $name, ".ftl")),)+];
    };
}
files! {
    "actions"
    "child"
    "cli"
    "codes"
    "dates"
    "duplicates"
    "errors"
    "exchange"
    "fields"
    "forms"
    "history"
    "files"
    "import"
    "lists"
    "looking"
    "pages"
    "print"
    "template"
    "reasons"
    "settings"
    "shell"
    "start"
    "today"
    "triage"
    "welcome"
}

static ZH: LazyLock<Bundle> = LazyLock::new(|| parse(Lang::Zh, ZH_FILES));
static EN: LazyLock<Bundle> = LazyLock::new(|| parse(Lang::En, EN_FILES));

fn parse(lang: Lang, files: &[&str]) -> Bundle {
    // Only the choice of plurals depends on it.
    let locale: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Marks of direction around values would stand as odd cells in a terminal.
    bundle.set_use_isolating(false);
    for file in files {
        // A message with a mistake is left out here and found by the tests, which ask for every message by its id.
        let resource = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn bundle(lang: Lang) -> &'static Bundle {
    match lang {
        Lang::Zh => &ZH,
        Lang::En => &EN,
    }
}

/// Parses the messages of a language.
pub(super) fn make_ready(lang: Lang) {
    let _ = bundle(lang);
}

/// The message in words; `⟨id⟩` when there is none.
pub(super) fn format(lang: Lang, id: &str, args: &[(&str, Arg<'_>)]) -> String {
    let bundle = bundle(lang);
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
        return format!("⟨{id}⟩");
    };
    // A value that is missing shows as its name in braces.
    let mut errors = Vec::new();
    if args.is_empty() {
        return bundle.format_pattern(pattern, None, &mut errors).into_owned();
    }
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        values.set(*name, value.to_fluent());
    }
    bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
}

/// True when the message exists.
pub(super) fn has(lang: Lang, id: &str) -> bool {
    bundle(lang).has_message(id)
}
