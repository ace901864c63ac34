//! Publishers paste web pages: what is left of tags and entities in a narrative is taken out.

/// Names of tags, without attributes; others, and "<5 years", are text.
const TAGS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];
/// Tags at which a line ends.
const BLOCKS: &[&str] = &["blockquote", "br", "div", "h1", "h2", "h3", "h4", "li", "p", "tr"];
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bull", '•'),
    ("hellip", '…'),
    ("eacute", 'é'),
];
/// A longer name is no entity, and a longer tag none of a pasted page.
const MAX_ENTITY: usize = 10;
const MAX_TAG: usize = 400;

/// The text as a reader of the page would have seen it; `None` where there is nothing to take out.
pub fn clean(text: &str) -> Option<String> {
    if !text.contains(['<', '&']) {
        return None;
    }
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        cleaned.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((shown, after)) = tag(rest).or_else(|| entity(rest)) {
            cleaned.push(shown);
            rest = after;
        } else {
            cleaned.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    cleaned.push_str(rest);
    Some(cleaned)
}

fn tag(rest: &str) -> Option<(char, &str)> {
    let inner = rest.strip_prefix('<')?;
    let end = inner.find('>').filter(|end| *end <= MAX_TAG)?;
    let name: String = inner[..end]
        .trim_start_matches('/')
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    let shown = if BLOCKS.contains(&name.as_str()) {
        '\n'
    } else {
        ' '
    };
    TAGS.contains(&name.as_str()).then(|| (shown, &inner[end + 1..]))
}

fn entity(rest: &str) -> Option<(char, &str)> {
    let inner = rest.strip_prefix('&')?;
    let end = inner.find(';').filter(|end| *end <= MAX_ENTITY)?;
    let name = &inner[..end];
    let numbered = name.strip_prefix('#').and_then(|digits| {
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        };
        char::from_u32(code?).filter(|c| !c.is_control())
    });
    let named = ENTITIES.iter().find(|(known, _)| *known == name);
    let shown = numbered.or(named.map(|(_, shown)| *shown))?;
    Some((shown, &inner[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn tags_and_entities_of_pasted_pages_are_taken_out_and_signs_stay() {
        let cleaned = clean("<p>11F&amp;19M</p><b>Colombia</b> has &lt;5 and <6 & more");
        assert_eq!(
            cleaned.as_deref(),
            Some("\n11F&19M\n Colombia  has <5 and <6 & more")
        );
        assert_eq!(clean("no signs"), None);
    }
}
