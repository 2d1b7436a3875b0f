//! One self-contained HTML page: no script, no font and no picture from
//! elsewhere, so that it can be mailed and still opens in ten years.

use std::fmt::Write as _;

const STYLE: &str = "
:root { color-scheme: light; }
body { margin: 0; background: #f5f6f7; color: #263238; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 920px; margin: 0 auto; padding: 24px 20px 60px; }
h1 { margin: 8px 0 2px; font-size: 28px; }
h2 { margin: 0 0 4px; font-size: 19px; }
p { margin: 6px 0; max-width: 75ch; }
.lead { color: #546e7a; margin-bottom: 18px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); gap: 12px; }
.card { background: #fff; border-radius: 10px; padding: 14px 16px; }
.card b { display: block; font-size: 24px; font-weight: 600; }
.card span { color: #546e7a; font-size: 13px; }
section { background: #fff; border-radius: 10px; padding: 18px 20px; margin-top: 16px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 8px; }
figure { margin: 8px 0 0; }
figcaption { color: #546e7a; font-size: 13px; max-width: 70ch; }
svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; margin-top: 10px; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 14px 4px 0; text-align: right; border-bottom: 1px solid #eceff1; }
th { color: #546e7a; font-weight: 500; }
th:first-child, td:first-child { text-align: left; }
footer { color: #546e7a; font-size: 13px; margin-top: 18px; }
";

/// A page that is written from top to bottom.
pub(crate) struct Page {
    title: String,
    body: String,
}

impl Page {
    pub(crate) fn new(title: &str, lead: &str) -> Self {
        let mut body = String::new();
        let _ = write!(body, "<h1>{}</h1><p class=lead>{}</p>", escape(title), escape(lead));
        Self { title: title.to_owned(), body }
    }

    /// The figures that a reader in a hurry takes away.
    pub(crate) fn cards(&mut self, cards: &[(String, &str)]) {
        self.body.push_str("<div class=cards>");
        for (figure, meaning) in cards {
            let _ = write!(
                self.body,
                "<div class=card><b>{}</b><span>{}</span></div>",
                escape(figure),
                escape(meaning)
            );
        }
        self.body.push_str("</div>");
    }

    /// A section with its heading, a sentence or two, and what `fill` adds.
    pub(crate) fn section(&mut self, heading: &str, text: &str, fill: impl FnOnce(&mut Self)) {
        let _ = write!(self.body, "<section><h2>{}</h2><p>{}</p>", escape(heading), escape(text));
        fill(self);
        self.body.push_str("</section>");
    }

    pub(crate) fn paragraph(&mut self, text: &str) {
        let _ = write!(self.body, "<p>{}</p>", escape(text));
    }

    /// Pictures side by side where the window is wide enough.
    pub(crate) fn pictures(&mut self, pictures: &[(String, String)]) {
        let class = if pictures.len() > 1 { " class=pair" } else { "" };
        let _ = write!(self.body, "<div{class}>");
        for (svg, caption) in pictures {
            let _ = write!(
                self.body,
                "<figure role=img aria-label=\"{0}\">{svg}<figcaption>{0}</figcaption></figure>",
                escape(caption)
            );
        }
        self.body.push_str("</div>");
    }

    pub(crate) fn table(&mut self, heads: &[&str], rows: &[Vec<String>]) {
        self.body.push_str("<table><tr>");
        for head in heads {
            let _ = write!(self.body, "<th>{}</th>", escape(head));
        }
        self.body.push_str("</tr>");
        for row in rows {
            self.body.push_str("<tr>");
            for cell in row {
                let _ = write!(self.body, "<td>{}</td>", escape(cell));
            }
            self.body.push_str("</tr>");
        }
        self.body.push_str("</table>");
    }

    pub(crate) fn finish(self, footer: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=en><head><meta charset=utf-8>\
             <meta name=viewport content=\"width=device-width, initial-scale=1\">\
             <title>{}</title><style>{STYLE}</style></head>\
             <body><main>{}<footer>{}</footer></main></body></html>\n",
            escape(&self.title),
            self.body,
            escape(footer)
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
