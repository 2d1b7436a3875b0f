//! What every picture must keep to, read from its SVG by a parser of XML.

use habitue::report::Picture;
use habitue::report::draw::text_width;
use roxmltree::{Document, Node};

/// A text with the box that it takes: left, top, right, bottom.
#[derive(Debug)]
struct Text {
    words: String,
    area: [f64; 4],
}

fn number(node: &Node<'_, '_>, name: &str) -> Option<f64> {
    node.attribute(name).map(|value| value.parse().unwrap_or_else(|_| panic!("{name}={value}")))
}

fn texts(document: &Document<'_>) -> Vec<Text> {
    let nodes = document.descendants().filter(|node| node.has_tag_name("text"));
    nodes
        .map(|node| {
            let words: String =
                node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let size = number(&node, "font-size").unwrap_or(12.0);
            assert!(size >= 11.0, "{words:?} is set in {size} px");
            let width = text_width(&words, size, node.has_attribute("font-weight"));
            let (x, y) = (number(&node, "x").unwrap(), number(&node, "y").unwrap());
            let left = match node.attribute("text-anchor") {
                None => x,
                Some("middle") => x - width / 2.0,
                Some("end") => x - width,
                Some(other) => panic!("text-anchor {other}"),
            };
            Text { words, area: [left, y - 0.72 * size, left + width, y + 0.2 * size] }
        })
        .collect()
}

/// Everything that holds of one drawing; `ids` are those of the page so far.
fn check_drawing(name: &str, svg: &str, width: f64, ids: &mut Vec<String>) {
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}\n{svg}"));
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "svg", "{name}");
    assert_eq!(root.attribute("role"), Some("img"), "{name}");
    assert!(root.attribute("aria-label").is_some_and(|label| !label.is_empty()), "{name}");
    let title = root.children().find(|node| node.has_tag_name("title"));
    assert_eq!(title.and_then(|node| node.text()), root.attribute("aria-label"), "{name}");
    let view: Vec<f64> =
        root.attribute("viewBox").unwrap().split(' ').map(|part| part.parse().unwrap()).collect();
    assert_eq!((view[0], view[1], view[2]), (0.0, 0.0, width), "{name}");
    assert_eq!(number(&root, "width"), Some(width), "{name}");
    assert_eq!(number(&root, "height"), Some(view[3]), "{name}");

    let mut used = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        let tag = node.tag_name().name();
        let known = ["svg", "title", "defs", "pattern", "line", "rect", "circle", "path", "text"];
        assert!(known.contains(&tag), "{name} has <{tag}>");
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(
                !key.starts_with("on") && !key.contains("href") && key != "style",
                "{name}: {key}"
            );
            if key == "aria-label" {
                continue;
            }
            let finite = !value.contains("NaN") && !value.contains("inf");
            assert!(finite, "{name}: {key}={value}");
            if let Some(id) = value.strip_prefix("url(#") {
                used.push(id.trim_end_matches(')').to_owned());
            } else {
                assert!(!value.contains("url("), "{name}: {key}={value}");
            }
            if key == "id" {
                assert!(!ids.contains(&value.to_owned()), "{name}: id {value} is there twice");
                ids.push(value.to_owned());
            }
        }
        for (key, end) in
            [("x1", width), ("x2", width), ("cx", width), ("cy", view[3]), ("y1", view[3])]
        {
            if let Some(at) = number(&node, key) {
                assert!((-1.0..=end + 1.0).contains(&at), "{name}: {key}={at} leaves the picture");
            }
        }
        if tag == "rect" {
            let right = number(&node, "x").unwrap() + number(&node, "width").unwrap();
            let bottom = number(&node, "y").unwrap() + number(&node, "height").unwrap();
            assert!(
                right <= width + 1.0 && bottom <= view[3] + 1.0,
                "{name}: a rectangle to {right}, {bottom}"
            );
        }
    }
    for id in used {
        assert!(ids.contains(&id), "{name}: nothing is called {id}");
    }

    let texts = texts(&document);
    for text in &texts {
        let [left, top, right, bottom] = text.area;
        let inside = left >= -0.6 && right <= width + 0.6 && top >= -0.6 && bottom <= view[3] + 0.6;
        assert!(inside, "{name} ({width}): {text:?} leaves {view:?}");
        assert!(!text.words.contains("NaN") && !text.words.contains("inf"), "{name}: {text:?}");
    }
    for (index, one) in texts.iter().enumerate() {
        for two in &texts[index + 1..] {
            let across = one.area[2].min(two.area[2]) - one.area[0].max(two.area[0]);
            let down = one.area[3].min(two.area[3]) - one.area[1].max(two.area[1]);
            assert!(across <= 0.5 || down <= 0.5, "{name} ({width}): {one:?} lies on {two:?}");
        }
    }
}

/// Holds the pictures of a page to all of it.
pub(crate) fn check(pictures: &[Picture]) {
    let mut ids = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for picture in pictures {
        assert!(!names.contains(&picture.name.as_str()), "{} is there twice", picture.name);
        names.push(&picture.name);
        for words in [&picture.title, &picture.note, &picture.alt] {
            assert!(
                !words.is_empty() && !words.contains("NaN") && !words.contains("inf "),
                "{words}"
            );
            assert!(!words.contains("  ") && !words.contains("{}"), "{}: {words}", picture.name);
        }
        check_drawing(&picture.name, &picture.narrow, 360.0, &mut ids);
        if let Some(wide) = &picture.wide {
            check_drawing(&picture.name, wide, 760.0, &mut ids);
        }
    }
}

/// Holds one drawing of another width to all of it.
pub(crate) fn check_svg(name: &str, svg: &str, width: f64) {
    check_drawing(name, svg, width, &mut Vec::new());
}

#[test]
fn texts_that_lie_on_each_other_are_found() {
    let svg = |x: f64| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' role='img' aria-label='a' width='360' height='40' \
             viewBox='0 0 360 40'><title>a</title><text x='10' y='20'>customers</text>\
             <text x='{x}' y='20'>purchases</text></svg>"
        )
    };
    check_svg("apart", &svg(90.0), 360.0);
    let touching = std::panic::catch_unwind(|| check_svg("on each other", &svg(40.0), 360.0));
    let leaving = std::panic::catch_unwind(|| check_svg("leaving", &svg(330.0), 360.0));
    assert!(touching.is_err() && leaving.is_err());
}
