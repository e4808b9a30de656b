//! From Markdown to HTML that a page may show. Two walls: the parser's output holds nothing but what this file lets
//! through, and what it holds is cleaned once more by a sanitizer that knows nothing of Markdown.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use domain::news::NewsBody;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

/// The most of one item in bytes: an item with all its copies fits into one transaction of 4 MB.
const LARGEST: usize = 60_000;

/// Where links may lead.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(sanitizer);

/// The text as HTML; `None` where it grows too large.
pub fn html(body: &NewsBody) -> Option<String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(body.as_str(), options).map(harmless);
    let mut html = String::new();
    push_html(&mut html, events);
    let html = SANITIZER.clean(&html).to_string();
    (html.len() <= LARGEST).then_some(html)
}

/// Raw HTML is text like any other; a picture is a link to it, because a page loads nothing from elsewhere; headings stand
/// below the title of the item.
fn harmless(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::End(TagEnd::Image) => Event::End(TagEnd::Link),
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: lower(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        // A line of the text is a line on the page: who writes a notice thinks of it so.
        Event::SoftBreak => Event::HardBreak,
        other => other,
    }
}

const fn lower(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        HeadingLevel::H2 => HeadingLevel::H3,
        _ => HeadingLevel::H4,
    }
}

fn sanitizer() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "strong",
            "em",
            "del",
            "ul",
            "ol",
            "li",
            "blockquote",
            "h2",
            "h3",
            "h4",
            "hr",
            "a",
            "code",
            "pre",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener nofollow"));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        html(&NewsBody::parse(text).unwrap()).unwrap().replace('\n', "")
    }

    #[test]
    fn markdown_is_shown_as_it_is_meant() {
        assert_eq!(shown("**Завтра** с 9:00\nв доме 5"), "<p><strong>Завтра</strong> с 9:00<br>в доме 5</p>");
        assert_eq!(shown("# Вода\n- раз\n- два"), "<h2>Вода</h2><ul><li>раз</li><li>два</li></ul>");
        assert_eq!(
            shown("|Дом|Час|\n|-|-|\n|5|9:00|"),
            "<table><thead><tr><th>Дом</th><th>Час</th></tr></thead><tbody><tr><td>5</td><td>9:00</td></tr></tbody></table>"
        );
    }

    #[test]
    fn html_in_the_text_is_text() {
        assert_eq!(shown("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        assert_eq!(shown("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>");
        assert_eq!(
            shown("<!-- --><img src=x onerror=alert(1)>"),
            "<p>&lt;!-- --&gt;&lt;img src=x onerror=alert(1)&gt;</p>"
        );
    }

    #[test]
    fn links_lead_out_marked_and_only_where_links_may_lead() {
        let link = r#"<p><a href="https://example.ru/a?b=1&amp;c" rel="noopener nofollow">сайт</a></p>"#;
        assert_eq!(shown("[сайт](https://example.ru/a?b=1&c \"title\")"), link);
        assert_eq!(
            shown("<tel:+78452000000>"),
            r#"<p><a href="tel:+78452000000" rel="noopener nofollow">tel:+78452000000</a></p>"#
        );
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "/payments",
            "//evil.example",
            "&#106;avascript:alert(1)",
        ] {
            let html = shown(&format!("[сюда]({address})"));
            assert!(!html.contains("href"), "{address}: {html}");
        }
    }

    #[test]
    fn a_picture_is_a_link_to_it() {
        let link = r#"<p><a href="https://example.ru/a.png" rel="noopener nofollow">План</a></p>"#;
        assert_eq!(shown("![План](https://example.ru/a.png)"), link);
        assert!(!shown("![x](data:image/png;base64,AAAA)").contains("data:"));
    }

    #[test]
    fn what_grows_too_large_is_refused() {
        assert_eq!(html(&NewsBody::parse(&"&".repeat(10_000)).unwrap()).map(|html| html.len()), Some(50_008));
        assert_eq!(html(&NewsBody::parse(&"<tel:1>".repeat(1_400)).unwrap()), None);
        // Quotes in quotes, thousands deep, are neither an endless work nor an overflow.
        assert!(html(&NewsBody::parse(&">".repeat(9_999)).unwrap()).is_none_or(|html| html.len() <= LARGEST));
    }
}
