//! From Markdown to HTML that a page may show. Two walls: the parser's output holds nothing but what this file lets
//! through, and what it holds is cleaned once more by a sanitizer that knows nothing of Markdown.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use domain::appeal::file::Sides;
use domain::appeal::{FileError, UploadId};
use domain::news::NewsBody;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

use super::pictures::Pictures;
use super::shown::{PICTURE, Shown, shown};

/// The most of one item in bytes: an item with all its copies fits into one transaction of 4 MB.
const LARGEST: usize = 60_000;

/// Where links may lead.
const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(sanitizer);

/// The text as HTML; `None` where it grows too large.
pub fn html(body: &NewsBody, pictures: &Pictures) -> Option<String> {
    let mut html = String::new();
    push_html(&mut html, shown(parsed(body), pictures).into_iter().map(harmless));
    let html = SANITIZER.clean(&html).to_string();
    (html.len() <= LARGEST).then_some(html)
}

/// The pictures that a text shows, each once. One with an id that nothing can have was mistyped: it is missing.
pub fn pictures(body: &NewsBody) -> Result<Vec<UploadId>, FileError> {
    let mut ids = Vec::new();
    for event in parsed(body) {
        let Event::Start(Tag::Image { dest_url, .. }) = event else { continue };
        let Some(named) = dest_url.strip_prefix(PICTURE) else { continue };
        let id = UploadId::parse(named).map_err(|_| FileError::Missing)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn parsed(body: &NewsBody) -> Parser<'_> {
    Parser::new_ext(body.as_str(), Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Raw HTML is text like any other; headings stand below the title of the item.
fn harmless(shown: Shown<'_>) -> Event<'_> {
    let event = match shown {
        Shown::Text(event) => event,
        Shown::Picture(id, Sides { width, height }, words) => {
            let words = escaped(&words);
            let html = format!(r#"<img data-picture="{id}" alt="{words}" width="{width}" height="{height}">"#);
            return Event::InlineHtml(html.into());
        }
    };
    match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
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
            "img",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
            // No `src`: nothing but what we sign is ever fetched.
            ("img", HashSet::from(["data-picture", "alt", "width", "height"])),
        ]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("noopener nofollow"));
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM_ELSEWHERE: &str = r#"<a href="https://example.ru/a.png" rel="noopener nofollow">"#;

    fn own() -> (UploadId, Pictures) {
        let id = UploadId::parse(&"a".repeat(26)).unwrap();
        (id.clone(), Pictures::from([(id, Sides { width: 640, height: 480 })]))
    }

    fn shown(text: &str) -> String {
        shown_with(text, &Pictures::new())
    }

    fn shown_with(text: &str, pictures: &Pictures) -> String {
        html(&NewsBody::parse(text).unwrap(), pictures).unwrap().replace('\n', "")
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
        let link = format!("<p>{FROM_ELSEWHERE}План</a></p>");
        assert_eq!(shown("![План](https://example.ru/a.png)"), link);
        assert_eq!(
            shown("![**План**\n`1:100` двора](https://example.ru/a.png)"),
            link.replace("План", "План 1:100 двора")
        );
        for words in ["x", ""] {
            assert!(!shown(&format!("![{words}](data:image/png;base64,AAAA)")).contains("data:"));
        }
    }

    #[test]
    fn no_link_is_without_words() {
        let link = format!("<p>{FROM_ELSEWHERE}https://example.ru/a.png</a></p>");
        for text in [
            "![](https://example.ru/a.png)",
            "[](https://example.ru/a.png)",
            "[![](https://example.ru/b.png)](https://example.ru/a.png)",
        ] {
            assert_eq!(shown(text), link, "{text}");
        }
        let (id, pictures) = own();
        let html = shown_with(&format!("[![](picture:{id})](https://example.ru/a.png)"), &pictures);
        assert!(html.contains(FROM_ELSEWHERE) && html.contains(r#"alt="https://example.ru/a.png""#), "{html}");
        let html = shown_with(&format!("[![](picture:{id}) Смета](https://example.ru/a.png)"), &pictures);
        assert!(html.contains("alt=\"\""), "{html}");
    }

    #[test]
    fn no_link_is_in_another() {
        let link = format!("<p>{FROM_ELSEWHERE}План двора</a></p>");
        assert_eq!(shown("[![План](https://example.ru/b.png) двора](https://example.ru/a.png)"), link);
        assert_eq!(shown("![План [двора](https://example.ru/b)](https://example.ru/a.png)"), link);
        assert_eq!(shown("![План ![двора](https://example.ru/b.png)](https://example.ru/a.png)"), link);
    }

    #[test]
    fn the_words_of_a_picture_are_one_line_with_the_code_in_them() {
        let (id, pictures) = own();
        let html = shown_with(&format!("![План\nдвора `1:100`](picture:{id}) и далее"), &pictures);
        assert!(html.contains(r#"alt="План двора 1:100""#) && html.ends_with(" и далее</p>"), "{html}");
    }

    #[test]
    fn a_picture_of_our_own_is_shown_with_its_words_and_sides() {
        let (id, pictures) = own();
        let html = shown_with(&format!("![План \"А\" <b>](picture:{id})"), &pictures);
        assert!(html.contains(&format!(r#"data-picture="{id}""#)) && html.contains(r#"width="640""#), "{html}");
        assert!(!html.contains("src=") && !html.contains("<b>"), "{html}");
        assert!(!shown(&format!("![План](picture:{id})")).contains("<img"), "one that is not there is no picture");
    }

    #[test]
    fn what_grows_too_large_is_refused() {
        assert_eq!(
            html(&NewsBody::parse(&"&".repeat(10_000)).unwrap(), &Pictures::new()).map(|html| html.len()),
            Some(50_008)
        );
        assert_eq!(html(&NewsBody::parse(&"<tel:1>".repeat(1_400)).unwrap(), &Pictures::new()), None);
        // Quotes in quotes, thousands deep, are neither an endless work nor an overflow.
        assert!(
            html(&NewsBody::parse(&">".repeat(9_999)).unwrap(), &Pictures::new())
                .is_none_or(|html| html.len() <= LARGEST)
        );
    }
}
