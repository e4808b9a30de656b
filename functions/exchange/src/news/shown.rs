//! Pictures and links of a text. Pictures of our own become one piece each; no link is without words, and none is in another.

use domain::appeal::UploadId;
use domain::appeal::file::Sides;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::pictures::Pictures;

/// How an item names a picture that the company has sent: `![words](picture:id)`.
pub const PICTURE: &str = "picture:";

/// A piece of a text, or a picture with its words.
pub enum Shown<'a> {
    Text(Event<'a>),
    Picture(UploadId, Sides, String),
}

/// The pieces of a text; where a picture is fetched is said to each reader anew.
pub fn shown<'a>(mut events: impl Iterator<Item = Event<'a>>, pictures: &Pictures) -> Vec<Shown<'a>> {
    let mut shown = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => shown.extend(picture(dest_url, &mut events, pictures)),
            Event::Start(tag @ Tag::Link { .. }) => shown.extend(link(tag, &mut events, pictures)),
            other => shown.push(Shown::Text(other)),
        }
    }
    shown
}

/// A picture from elsewhere is a link to it, because a page loads nothing from there.
fn picture<'a>(at: CowStr<'a>, events: &mut impl Iterator<Item = Event<'a>>, pictures: &Pictures) -> Vec<Shown<'a>> {
    let words = words(events);
    if let Some((id, sides)) = own(&at, pictures) {
        return vec![Shown::Picture(id, sides, words)];
    }
    let words = if words.is_empty() { address(&at) } else { words };
    if words.is_empty() {
        return Vec::new();
    }
    let (title, id) = (CowStr::Borrowed(""), CowStr::Borrowed(""));
    let link = Tag::Link { link_type: LinkType::Inline, dest_url: at, title, id };
    let link = [Event::Start(link), Event::Text(words.into()), Event::End(TagEnd::Link)];
    link.into_iter().map(Shown::Text).collect()
}

/// A picture from elsewhere gives its words to the link around it; a link without any shows where it leads.
fn link<'a>(tag: Tag<'a>, events: &mut impl Iterator<Item = Event<'a>>, pictures: &Pictures) -> Vec<Shown<'a>> {
    let to = if let Tag::Link { dest_url, .. } = &tag { address(dest_url) } else { String::new() };
    let mut inside = Vec::new();
    while let Some(event) = events.next() {
        match event {
            Event::End(TagEnd::Link) => break,
            Event::Start(Tag::Image { dest_url, .. }) => {
                let words = words(events);
                inside.push(match own(&dest_url, pictures) {
                    Some((id, sides)) => Shown::Picture(id, sides, words),
                    None => Shown::Text(Event::Text(words.into())),
                });
            }
            other => inside.push(Shown::Text(other)),
        }
    }
    if !inside.iter().any(has_words) {
        name(&mut inside, to);
    }
    let (start, end) = (Shown::Text(Event::Start(tag)), Shown::Text(Event::End(TagEnd::Link)));
    std::iter::once(start).chain(inside).chain([end]).collect()
}

fn has_words(piece: &Shown<'_>) -> bool {
    match piece {
        Shown::Picture(_, _, words) => !words.is_empty(),
        Shown::Text(Event::Text(text) | Event::Code(text) | Event::InlineHtml(text)) => !text.trim().is_empty(),
        Shown::Text(_) => false,
    }
}

/// Who cannot see the picture hears where the link leads.
fn name(inside: &mut Vec<Shown<'_>>, to: String) {
    let picture =
        inside.iter_mut().find_map(|piece| if let Shown::Picture(_, _, words) = piece { Some(words) } else { None });
    match picture {
        Some(words) => *words = to,
        None => inside.push(Shown::Text(Event::Text(to.into()))),
    }
}

/// The words of a picture up to its end, in one line; another picture among them gives its own.
fn words<'a>(events: &mut impl Iterator<Item = Event<'a>>) -> String {
    let (mut words, mut depth) = (String::new(), 1_u32);
    for event in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    words.trim().to_owned()
}

fn own(address: &str, pictures: &Pictures) -> Option<(UploadId, Sides)> {
    let id = UploadId::parse(address.strip_prefix(PICTURE)?).ok()?;
    pictures.get(&id).map(|sides| (id.clone(), *sides))
}

/// What a reader is told of an address; one that holds a whole picture tells nothing.
fn address(of: &str) -> String {
    let holds = of.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"));
    if holds { String::new() } else { of.to_owned() }
}
