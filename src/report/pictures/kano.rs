//! The Kano plane: how much an attribute pleases where it is there, and annoys where it is not.

use super::sheet::{Words, half, joined};
use super::short_name;
use super::ticks;
use crate::error::{Error, Result};
use crate::report::draw::{Area, Drawing, Fill, Key, NOTE, Plane, STRONG, Scale, Tone, keys};
use crate::report::{Numbers, Picture};
use crate::satisfaction::{Kano, KanoClass};

/// Attributes by Berger's better (up) and worse (across, without its sign): solid where the class
/// is significant (Fong), hollow where it is not. Attributes that nobody placed in a class of the
/// plane stand in the note.
///
/// At most 40 attributes, each with its name and its analysis.
///
/// # Errors
/// [`Empty`](crate::error::ErrorKind::Empty) without an attribute;
/// [`OutOfRange`](crate::error::ErrorKind::OutOfRange) for more than 40.
///
/// # Examples
/// ```
/// use habitue::money::Currency;
/// use habitue::report::pictures::kano;
/// use habitue::report::{Language, Numbers};
/// use habitue::satisfaction::KanoCounts;
///
/// let search = KanoCounts::from_counts([60.0, 10.0, 5.0, 25.0, 0.0, 0.0])?.analyse(0.05)?;
/// let picture = kano(&[("search", search)], &Numbers::new(Language::English, Currency::USD))?;
/// assert_eq!(picture.title, "Must be there: search");
/// # Ok::<(), habitue::Error>(())
/// ```
pub fn kano(attributes: &[(&str, Kano)], numbers: &Numbers) -> Result<Picture> {
    if attributes.is_empty() {
        return Err(Error::empty("attributes"));
    }
    if attributes.len() > 40 {
        return Err(Error::out_of_range(
            "attributes",
            attributes.len() as f64,
            "1 to 40 attributes",
        ));
    }
    Ok(half("kano", words(attributes, numbers), |drawing| draw(drawing, attributes, numbers)))
}

/// Where an attribute stands: worse without its sign, and better.
fn place(kano: &Kano) -> Option<(f64, f64)> {
    Some((-kano.worse?, kano.better?))
}

fn words(attributes: &[(&str, Kano)], numbers: &Numbers) -> Words {
    let language = numbers.language();
    let of = |class: KanoClass| -> Vec<String> {
        let found = attributes.iter().filter(|(_, kano)| kano.class == class);
        found.map(|(name, _)| short_name(name)).take(3).collect()
    };
    let (must, attract) = (of(KanoClass::MustBe), of(KanoClass::Attractive));
    let title = if !must.is_empty() {
        let names = numbers.listed(&must);
        language.pick(format!("Must be there: {names}"), format!("必备：{names}"))
    } else if !attract.is_empty() {
        let names = numbers.listed(&attract);
        language.pick(format!("Would delight: {names}"), format!("可带来惊喜：{names}"))
    } else {
        language
            .pick("Nothing is a must, and nothing delights", "没有必备属性，也没有魅力属性")
            .to_owned()
    };
    let mut note = language
        .pick(
            "Share that is pleased where it is there, and annoyed where it is not; hollow: the class is not sure.",
            "具备时满意的比例与不具备时不满的比例；空心为类别尚不能断定。",
        )
        .to_owned();
    let out: Vec<String> = attributes
        .iter()
        .filter(|(_, kano)| place(kano).is_none())
        .map(|(name, _)| short_name(name))
        .collect();
    if !out.is_empty() {
        let names = numbers.listed(&out);
        note += &language.pick(format!(" Not placed: {names}."), format!("未能归类：{names}。"));
    }
    let parts = attributes.iter().map(|(name, kano)| {
        let class = language.pick(kano.class.name(), kano.class.name_zh());
        format!("{} {class}", short_name(name))
    });
    let alt = format!(
        "{title}{}{}",
        language.pick(". ", "。"),
        joined(parts, language.pick(false, true))
    );
    Words { title, note, alt }
}

fn draw(mut drawing: Drawing, attributes: &[(&str, Kano)], numbers: &Numbers) -> String {
    let language = numbers.language();
    let plane = Plane { left: 44.0, right: drawing.width - 14.0, top: 30.0, bottom: 316.0 };
    let (x, y) = (Scale::linear((0.0, 1.0), plane.across()), Scale::linear((0.0, 1.0), plane.up()));
    let quarters = ticks::shares(numbers, &[0.0, 0.25, 0.5, 0.75, 1.0]);
    plane.rows(&mut drawing, &y, &quarters);
    plane.under(&mut drawing, &x, &quarters);
    drawing.line((x.at(0.5), plane.bottom), (x.at(0.5), plane.top), Tone::Ink, 1.0).dashed("3 3");
    drawing.line((plane.left, y.at(0.5)), (plane.right, y.at(0.5)), Tone::Ink, 1.0).dashed("3 3");
    drawing.text(0.0, 14.0, language.pick("pleased where it is there", "具备时满意的比例"), NOTE);
    plane.title_under(&mut drawing, language.pick("annoyed where it is not", "不具备时不满的比例"));
    let style = NOTE.bold();
    let (left, right, top, bottom) =
        (plane.left + 5.0, plane.right - 4.0, plane.top + 15.0, plane.bottom - 8.0);
    drawing.text(left, top, language.pick("Attractive", "魅力属性"), style);
    drawing.text(right, top, language.pick("One-dimensional", "期望属性"), style.end());
    drawing.text(left, bottom, language.pick("Indifferent", "无差异属性"), style);
    drawing.text(right, bottom, language.pick("Must-be", "必备属性"), style.end());
    let placed: Vec<(&str, &Kano, (f64, f64))> = attributes
        .iter()
        .filter_map(|(name, kano)| {
            place(kano).map(|(worse, better)| (*name, kano, (x.at(worse), y.at(better))))
        })
        .collect();
    for (name, kano, centre) in &placed {
        let fill = if kano.significant { Tone::Accent } else { Tone::Ground };
        drawing.circle(*centre, 5.0, Fill::Solid(fill)).outlined(Tone::Accent, 1.8).tip(name);
        drawing.keep_clear(Area::around(*centre, 6.0));
    }
    let bounds =
        Area { left: plane.left, right: drawing.width, top: plane.top, bottom: plane.bottom };
    for (name, _, centre) in &placed {
        drawing.label(*centre, 6.0, &short_name(name), STRONG.size(12.0).halo(), &bounds);
    }
    let entries = [
        (Key::Dot(Fill::Solid(Tone::Accent), None), language.pick("class is sure", "类别显著")),
        (
            Key::Dot(Fill::Solid(Tone::Ground), Some(Tone::Accent)),
            language.pick("class is not sure", "类别不显著"),
        ),
    ];
    let end = keys(&mut drawing, plane.left, plane.bottom + 56.0, &entries);
    drawing.finish(end - 8.0)
}
