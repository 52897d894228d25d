//! How many colours a terminal has, and the shades that are chosen where there are more than sixteen.

use ratatui::style::{Color, Style};

use super::theme::{Role, Theme};

/// How many colours the terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Palette {
    /// The sixteen that every terminal names, as its user has set them.
    #[default]
    Sixteen,
    /// 256, by number.
    Many,
    /// Any colour.
    True,
}

/// A shade: with any colour, and the nearest of 256.
struct Shade(u32, u8);

/// Ink and paper of a role.
struct Paint(Option<Shade>, Option<Shade>);

const fn ink(rgb: u32, number: u8) -> Paint {
    Paint(Some(Shade(rgb, number)), None)
}

const fn both(rgb: u32, number: u8, paper: u32, paper_number: u8) -> Paint {
    Paint(Some(Shade(rgb, number)), Some(Shade(paper, paper_number)))
}

const NONE: Paint = Paint(None, None);

impl Palette {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Sixteen, Self::Many, Self::True];

    /// Its word in a configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sixteen => "16",
            Self::Many => "256",
            Self::True => "truecolor",
        }
    }

    /// The palette of a configuration's word: `16`, `256`, `truecolor`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// What the environment promises, from the values of `COLORTERM` and `TERM`.
    pub fn detect(colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        match colorterm {
            Some("truecolor" | "24bit") => Self::True,
            _ if term.ends_with("-direct") => Self::True,
            _ if term.contains("256") => Self::Many,
            _ => Self::Sixteen,
        }
    }

    /// A role's style with its shades; bold and underlined stay as the theme has them.
    pub(super) fn shaded(self, theme: Theme, role: Role, plain: Style) -> Style {
        let Paint(ink, paper) = match (self, theme) {
            (Self::Sixteen, _) | (_, Theme::Mono) => return plain,
            (_, Theme::Dark) => dark(role),
            (_, Theme::Light) => light(role),
        };
        let colour = |Shade(rgb, number)| match self {
            Self::True => Color::from_u32(rgb),
            _ => Color::Indexed(number),
        };
        let mut style = plain;
        style.fg = ink.map(colour);
        style.bg = paper.map(colour);
        style
    }
}

const fn dark(role: Role) -> Paint {
    match role {
        Role::Text | Role::Field => NONE,
        Role::Critical => ink(0xff_6b_68, 203),
        Role::High => ink(0xff_b4_54, 215),
        Role::Unknown => ink(0xc7_9b_f2, 177),
        Role::Watch => ink(0xe3_cf_6d, 185),
        Role::Ok => ink(0x82_d1_8f, 114),
        Role::Muted => ink(0x87_92_9e, 245),
        Role::Accent => ink(0x76_d4_ea, 116),
        Role::Selection => both(0xff_ff_ff, 231, 0x2d_4f_7c, 24),
        Role::Header => ink(0x5f_a8_c0, 73),
        Role::Error => ink(0xff_86_7c, 210),
        Role::Banner => both(0xff_ff_ff, 231, 0xa9_26_22, 124),
    }
}

const fn light(role: Role) -> Paint {
    match role {
        Role::Text | Role::Field => NONE,
        Role::Critical | Role::Error => ink(0xb0_1c_1c, 124),
        Role::High => ink(0xa0_48_00, 130),
        Role::Unknown => ink(0x6d_3a_a0, 91),
        Role::Watch => ink(0x7a_5f_00, 94),
        Role::Ok => ink(0x1f_6f_3a, 22),
        Role::Muted => ink(0x64_6e_78, 242),
        Role::Accent => ink(0x0a_58_a8, 25),
        Role::Selection => both(0xff_ff_ff, 231, 0x2c_67_a8, 25),
        Role::Header => ink(0x1c_5a_80, 24),
        Role::Banner => both(0xff_ff_ff, 231, 0xb0_1c_1c, 124),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::widgets::Look;

    /// How bright a colour is, 0 to 1, as WCAG 2 weighs it.
    fn bright(rgb: u32) -> f64 {
        let part = |shift: u32| {
            let one = f64::from((rgb >> shift) & 0xff) / 255.0;
            if one <= 0.040_45 { one / 12.92 } else { ((one + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (bright(one), bright(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_shade_can_be_read_on_its_ground() {
        type Shades = fn(Role) -> Paint;
        // The darkest and the lightest grounds that terminals come with.
        for (shades, ground) in [(dark as Shades, 0x28_2c_34), (light as Shades, 0xff_ff_ff)] {
            for role in Role::ALL {
                let Paint(Some(Shade(ink, _)), paper) = shades(role) else { continue };
                let ground = paper.map_or(ground, |Shade(rgb, _)| rgb);
                assert!(contrast(ink, ground) >= 4.0, "{role:?} {:.1}", contrast(ink, ground));
            }
        }
    }

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        let of = |colorterm, term| Palette::detect(colorterm, term).name();
        assert_eq!(of(Some("truecolor"), Some("xterm")), "truecolor");
        assert_eq!(of(None, Some("xterm-256color")), "256");
        assert_eq!(of(None, Some("tmux-direct")), "truecolor");
        assert_eq!(of(Some("1"), Some("linux")), "16");
        assert_eq!(of(None, None), "16");
    }

    #[test]
    fn mono_stays_without_colour_and_bold_stays_bold() {
        for palette in Palette::ALL {
            for role in Role::ALL {
                let look = Look { theme: Theme::Mono, palette, ..Look::default() };
                assert_eq!((look.style(role).fg, look.style(role).bg), (None, None));
                let look = Look { palette, ..Look::default() };
                assert_eq!(look.style(role).add_modifier, Theme::Dark.style(role).add_modifier);
            }
        }
    }
}
