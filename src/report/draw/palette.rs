//! Colours of the pictures as CSS: tokens for light and dark ground, and the classes that use them.

use std::fmt::Write as _;

/// A colour by what it says. Expected figures have the accent, observed ones ink; the status colours
/// never carry data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Text, and what came.
    Ink,
    /// Axes and notes.
    Muted,
    /// What is expected.
    Accent,
    /// Thin rules.
    Line,
    /// Axes and marks on them.
    Axis,
    /// Areas that carry no text.
    Grey,
    /// The ground that a picture stands on.
    Ground,
    /// Status: sound.
    Good,
    /// Status: with care.
    Care,
    /// Status: not to be used.
    Bad,
    /// The zone of a gauge that is sound.
    GoodZone,
    /// The zone of a gauge that asks for care.
    CareZone,
    /// The zone of a gauge that is not to be used.
    BadZone,
    /// Text on the accent.
    OnAccent,
    /// Text on ink.
    OnInk,
}

/// A token's name, and its colour on light and on dark ground.
type Row = (Tone, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const TONES: [Row; 15] = [
    (Tone::Ink,      "ink",       "#15202b", "#e8eef4"),
    (Tone::Muted,    "muted",     "#55626f", "#9fadba"),
    (Tone::Accent,   "accent",    "#1b5fae", "#74aef5"),
    (Tone::Line,     "line",      "#e3e8ed", "#27323d"),
    (Tone::Axis,     "axis",      "#a9b4bf", "#5c6a78"),
    (Tone::Grey,     "grey",      "#cfd7df", "#3a4753"),
    (Tone::Ground,   "ground",    "#ffffff", "#0f151c"),
    (Tone::Good,     "good",      "#176b3f", "#63cf94"),
    (Tone::Care,     "care",      "#8a5a00", "#e6b752"),
    (Tone::Bad,      "bad",       "#b3261e", "#ff8f86"),
    (Tone::GoodZone, "good-zone", "#9fd3b4", "#2b6a48"),
    (Tone::CareZone, "care-zone", "#f0d28a", "#7a5d1c"),
    (Tone::BadZone,  "bad-zone",  "#efb1aa", "#7d352f"),
    (Tone::OnAccent, "on-accent", "#ffffff", "#0b1624"),
    (Tone::OnInk,    "on-ink",    "#ffffff", "#0f151c"),
];

/// The fonts of a picture that stands alone. Widths are measured for the first two.
const FONTS: &str = "Inter,Arial,'Liberation Sans','Helvetica Neue',Roboto,'Noto Sans',\
                     'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC',sans-serif";

impl Tone {
    /// The token's name, as in `var(--accent)` and in the classes `f-accent` and `s-accent`.
    pub(crate) fn name(self) -> &'static str {
        TONES.iter().find(|row| row.0 == self).map_or("ink", |row| row.1)
    }
}

/// The tokens of one ground as CSS declarations, `--ink:#15202b;...`: for the `:root` of a page.
pub fn tokens(dark: bool) -> String {
    TONES.iter().fold(String::new(), |mut text, (_, name, light, night)| {
        let _ = write!(text, "--{name}:{};", if dark { night } else { light });
        text
    })
}

/// The classes of pictures as CSS, over the tokens of the page that they stand in.
pub fn classes() -> String {
    rules(|name, _, _| format!("var(--{name})")) + COMMON
}

/// The style of a picture that stands alone: light, and dark where the screen is.
pub(crate) fn standalone() -> String {
    format!(
        "svg.picture{{font-family:{FONTS};font-size:12px;font-variant-numeric:tabular-nums}}{}{COMMON}\
         @media screen and (prefers-color-scheme:dark){{{}}}",
        rules(|_, light, _| light.to_owned()),
        rules(|_, _, dark| dark.to_owned()),
    )
}

/// What all pictures have in common.
const COMMON: &str = ".picture .halo{paint-order:stroke;stroke-width:3.5px;stroke-linejoin:round}";

fn rules(colour: impl Fn(&str, &str, &str) -> String) -> String {
    TONES.iter().fold(String::new(), |mut text, (tone, name, light, dark)| {
        let colour = colour(name, light, dark);
        let _ = write!(
            text,
            ".picture .f-{name}{{fill:{colour}}}.picture .s-{name}{{stroke:{colour}}}"
        );
        if *tone == Tone::Ground {
            let _ = write!(text, ".picture .halo{{stroke:{colour}}}");
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast, as WCAG 2 defines them.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: f64, two: f64) -> f64 {
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_its_ground_in_both_modes() {
        let of = |tone: Tone, dark: bool| {
            let row = TONES.iter().find(|row| row.0 == tone).unwrap();
            luminance(if dark { row.3 } else { row.2 })
        };
        // Black on white is 21.
        assert!((contrast(luminance("#000000"), luminance("#ffffff")) - 21.0).abs() < 1e-9);
        for dark in [false, true] {
            for (text, ground) in [
                (Tone::Ink, Tone::Ground),
                (Tone::Muted, Tone::Ground),
                (Tone::Accent, Tone::Ground),
                (Tone::Care, Tone::Ground),
                (Tone::OnAccent, Tone::Accent),
                (Tone::OnInk, Tone::Ink),
                (Tone::Ink, Tone::Grey),
            ] {
                let found = contrast(of(text, dark), of(ground, dark));
                assert!(found >= 4.5, "{text:?} on {ground:?}: {found}");
            }
        }
    }

    #[test]
    fn ink_can_be_read_on_the_strongest_tint() {
        for (ground, accent, ink) in
            [("#ffffff", "#1b5fae", "#15202b"), ("#0f151c", "#74aef5", "#e8eef4")]
        {
            let mixed: String = (0..3)
                .map(|at| {
                    let part = |colour: &str| {
                        f64::from(u8::from_str_radix(&colour[1 + 2 * at..3 + 2 * at], 16).unwrap())
                    };
                    format!("{:02x}", (0.45 * part(ground) + 0.55 * part(accent)).round() as u8)
                })
                .collect();
            assert!(contrast(luminance(&format!("#{mixed}")), luminance(ink)) >= 4.5);
        }
    }
}
