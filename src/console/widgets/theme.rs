//! What a colour means, and the three themes that paint it.
//!
//! With sixteen colours the terminal's own palette decides how they look; with more of them the shades are chosen here
//! ([`palette`](super::palette)). Mono uses modifiers alone (DESIGN §9.2).

use ratatui::style::{Color, Modifier, Style};

use super::palette::Palette;

/// What a piece of text is, for colouring. Never the only sign: a letter or word says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// 紧急, past bearing.
    Critical,
    /// 重点.
    High,
    /// 信息不全.
    Unknown,
    /// 关注, a warning.
    Watch,
    /// 平稳, done, in order.
    Ok,
    /// Beside the point: units, dates, hints.
    Muted,
    /// What the eye should find: keys, the operator, a tab that is open.
    Accent,
    /// The selected row of the panel that has the keys.
    Selection,
    /// Headings and panel rules.
    Header,
    /// A refusal or an error beside its field.
    Error,
    /// The text of a field that is being typed in.
    Field,
    /// A banner across the top: something must be done at once.
    Banner,
}

impl Role {
    /// Every role, for tests and for the page that shows the colours.
    pub const ALL: [Self; 13] = [
        Self::Text,
        Self::Critical,
        Self::High,
        Self::Unknown,
        Self::Watch,
        Self::Ok,
        Self::Muted,
        Self::Accent,
        Self::Selection,
        Self::Header,
        Self::Error,
        Self::Field,
        Self::Banner,
    ];
}

/// Which colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Light text on a dark ground.
    #[default]
    Dark,
    /// Dark text on a light ground.
    Light,
    /// No colour: bold, underlined, reversed, dim. Used when `NO_COLOR` is set.
    Mono,
}

impl Theme {
    /// The theme of a configuration's word: `dark`, `light`, `mono`.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "dark" => Self::Dark,
            "light" => Self::Light,
            "mono" => Self::Mono,
            _ => return None,
        })
    }

    /// Every theme, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Dark, Self::Light, Self::Mono];

    /// Its word in a configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    /// How a role is painted with sixteen colours.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        match self {
            Self::Dark => match role {
                Role::Text => plain,
                Role::Critical => plain.fg(Color::LightRed).add_modifier(Modifier::BOLD),
                Role::High => plain.fg(Color::LightYellow),
                Role::Unknown => plain.fg(Color::LightMagenta),
                Role::Watch => plain.fg(Color::Yellow),
                Role::Ok => plain.fg(Color::Green),
                Role::Muted => plain.fg(Color::DarkGray),
                Role::Accent => plain.fg(Color::LightCyan),
                Role::Selection => {
                    plain.fg(Color::White).bg(Color::Blue).add_modifier(Modifier::BOLD)
                }
                Role::Header => plain.fg(Color::Cyan),
                Role::Error => plain.fg(Color::LightRed),
                Role::Field => plain.add_modifier(Modifier::UNDERLINED),
                Role::Banner => plain.fg(Color::White).bg(Color::Red).add_modifier(Modifier::BOLD),
            },
            Self::Light => match role {
                Role::Text => plain,
                Role::Critical => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
                Role::High => plain.fg(Color::Magenta),
                Role::Watch => plain.fg(Color::Yellow),
                Role::Ok => plain.fg(Color::Green),
                Role::Muted => plain.fg(Color::DarkGray),
                Role::Accent => plain.fg(Color::Blue).add_modifier(Modifier::BOLD),
                Role::Selection => plain.fg(Color::White).bg(Color::Blue),
                Role::Unknown | Role::Header => plain.fg(Color::Blue),
                Role::Error => plain.fg(Color::Red),
                Role::Field => plain.add_modifier(Modifier::UNDERLINED),
                Role::Banner => plain.fg(Color::White).bg(Color::Red),
            },
            Self::Mono => plain.add_modifier(match role {
                Role::Text | Role::High | Role::Unknown | Role::Watch | Role::Ok => {
                    Modifier::empty()
                }
                Role::Critical | Role::Accent | Role::Header | Role::Error => Modifier::BOLD,
                Role::Muted => Modifier::DIM,
                Role::Selection => Modifier::REVERSED,
                Role::Field => Modifier::UNDERLINED,
                Role::Banner => Modifier::BOLD | Modifier::REVERSED,
            }),
        }
    }
}

/// Which characters rules, marks and pictures are drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Box-drawing characters and `…`.
    #[default]
    Unicode,
    /// ASCII only, for terminals that give `…` and boxes two columns (TECH §7).
    Ascii,
}

impl Glyphs {
    /// The glyphs of a configuration's word: `unicode`, `ascii`.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "unicode" => Self::Unicode,
            "ascii" => Self::Ascii,
            _ => return None,
        })
    }

    /// Both sets.
    pub const ALL: [Self; 2] = [Self::Unicode, Self::Ascii];

    /// Its word in a configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unicode => "unicode",
            Self::Ascii => "ascii",
        }
    }

    /// What stands for text that is cut off.
    pub const fn ellipsis(self) -> &'static str {
        match self {
            Self::Unicode => "…",
            Self::Ascii => "..",
        }
    }

    /// A horizontal rule's character.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Unicode => "─",
            Self::Ascii => "-",
        }
    }

    /// A vertical rule's character.
    pub const fn upright(self) -> &'static str {
        match self {
            Self::Unicode => "│",
            Self::Ascii => "|",
        }
    }

    /// A box's corners: top left, top right, bottom left, bottom right.
    pub const fn corners(self) -> [&'static str; 4] {
        match self {
            Self::Unicode => ["┌", "┐", "└", "┘"],
            Self::Ascii => ["+", "+", "+", "+"],
        }
    }

    /// Eight heights of a sparkline, from low to high.
    pub const fn heights(self) -> [&'static str; 8] {
        match self {
            Self::Unicode => ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
            Self::Ascii => ["_", ".", "-", "~", "=", "+", "*", "#"],
        }
    }

    /// The filled and the empty part of a bar.
    pub const fn bar(self) -> [&'static str; 2] {
        match self {
            Self::Unicode => ["█", "░"],
            Self::Ascii => ["#", "."],
        }
    }
}

/// How everything is painted: the theme, its shades and the glyphs together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The colours.
    pub theme: Theme,
    /// How many colours there are.
    pub palette: Palette,
    /// The characters.
    pub glyphs: Glyphs,
}

impl Look {
    /// How a role is painted.
    pub fn style(self, role: Role) -> Style {
        self.palette.shaded(self.theme, role, self.theme.style(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mono_has_no_colour_at_all() {
        for role in Role::ALL {
            let style = Theme::Mono.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
        }
    }

    #[test]
    fn the_selection_can_be_told_from_text_in_every_theme() {
        for theme in [Theme::Dark, Theme::Light, Theme::Mono] {
            assert_ne!(theme.style(Role::Selection), theme.style(Role::Text));
        }
    }

    #[test]
    fn the_ascii_set_is_ascii() {
        let set = Glyphs::Ascii;
        let mut all = vec![set.ellipsis(), set.rule(), set.upright()];
        all.extend(set.corners());
        all.extend(set.heights());
        all.extend(set.bar());
        assert!(all.iter().all(|glyph| glyph.is_ascii()));
    }
}
