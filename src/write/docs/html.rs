//! A page of Markdown as a page of HTML that needs nothing else.

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html,
};

use super::Page;

const STYLE: &str = include_str!("style.css");
const FILTER: &str = include_str!("filter.js");

/// The pages that every page links to.
const NAVIGATION: [(&str, &str); 8] = [
    ("index", "Rules"),
    ("how-to", "How to write a rule"),
    ("profiles", "Profiles"),
    ("tables", "Tables and places"),
    ("words", "Word lists"),
    ("daemon", "The daemon"),
    ("api", "What scripts can ask"),
    ("sample", "Sample report"),
];

pub fn page(page: &Page) -> String {
    let up = "../".repeat(page.path.matches('/').count());
    let links: String = NAVIGATION
        .iter()
        .map(|(path, title)| {
            let here = if *path == page.path {
                " aria-current=\"page\""
            } else {
                ""
            };
            format!("<a href=\"{up}{path}.html\"{here}>{title}</a>\n")
        })
        .collect();
    let kind = if page.path.contains('/') {
        "rule"
    } else {
        &page.path
    };
    let (search, script) = match page.path.as_str() {
        "index" | "api" => (
            "<p class=\"search\"><input id=\"filter\" type=\"search\" placeholder=\"Show only what has these words\" \
             aria-label=\"Show only what has these words\"><output></output></p>\n",
            format!("<script>\n{FILTER}</script>\n"),
        ),
        _ => ("", String::new()),
    };
    whole(
        &page.title,
        kind,
        &format!(
            "<nav>\n{links}</nav>\n{search}<main>\n{}</main>\n{script}",
            body(&page.markdown, true)
        ),
    )
}

/// A page that belongs to no site.
pub fn alone(title: &str, markdown: &str) -> String {
    whole(
        title,
        "alone",
        &format!("<main>\n{}</main>\n", body(markdown, true)),
    )
}

fn whole(title: &str, kind: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{} – tillsyn</title>\n<style>\n{STYLE}</style>\n</head>\n<body class=\"{kind}\">\n{body}</body>\n</html>\n",
        escape(title)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Markdown as HTML. HTML in it is shown, never passed on: pages may come from others' rules folders.
fn body(markdown: &str, anchors: bool) -> String {
    let mut events = Vec::new();
    let mut source = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    while let Some(event) = source.next() {
        match event {
            Event::Html(text) | Event::InlineHtml(text) => events.push(Event::Text(text)),
            Event::Start(Tag::Heading { level, .. }) if anchors => heading(&mut source, level, &mut events),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "markdown" => {
                let report = format!(
                    "<div class=\"paper\">\n{}</div>\n",
                    body(&text(&mut source), false)
                );
                events.push(Event::Html(report.into()));
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => events.push(Event::Start(Tag::Link {
                link_type,
                dest_url: to_html(&dest_url),
                title,
                id,
            })),
            Event::Start(Tag::Table(columns)) => {
                events.push(Event::Html("<div class=\"wide\">".into()));
                events.push(Event::Start(Tag::Table(columns)));
            }
            Event::End(TagEnd::Table) => {
                events.push(event);
                events.push(Event::Html("</div>\n".into()));
            }
            other => events.push(other),
        }
    }
    let mut html = String::new();
    push_html(&mut html, events.into_iter());
    html
}

/// The text of a block of code, up to its end.
fn text(source: &mut Parser) -> String {
    let mut text = String::new();
    for event in source.by_ref() {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::End(TagEnd::CodeBlock) => break,
            _ => {}
        }
    }
    text
}

/// A heading that can be linked to, by its words.
fn heading<'a>(source: &mut Parser<'a>, level: HeadingLevel, events: &mut Vec<Event<'a>>) {
    let mut words = String::new();
    let mut inside = Vec::new();
    for event in source.by_ref() {
        match &event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            _ => {}
        }
        inside.push(event);
    }
    events.push(Event::Start(Tag::Heading {
        level,
        id: Some(slug(&words).into()),
        classes: Vec::new(),
        attrs: Vec::new(),
    }));
    events.extend(inside);
    events.push(Event::End(TagEnd::Heading(level)));
}

/// As the usual viewers of Markdown make them: lower case, words joined by hyphens.
pub fn slug(words: &str) -> String {
    let kept: String = words
        .to_lowercase()
        .chars()
        .filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-'))
        .collect();
    kept.replace(' ', "-")
}

/// The same page in HTML, where the link goes to one of ours.
fn to_html(link: &str) -> CowStr<'static> {
    let (path, anchor) = link
        .split_once('#')
        .map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let path = match path.strip_suffix(".md") {
        Some(own) if !path.contains("://") => format!("{own}.html"),
        _ => path.to_string(),
    };
    match anchor {
        Some(anchor) => format!("{path}#{anchor}").into(),
        None => path.into(),
    }
}
