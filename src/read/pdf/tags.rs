//! The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8) and its page labels (12.4.2).

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// What a tagged file says of itself.
pub struct Tags {
    pub root: Tag,
    /// Page numbers as printed, by position in the file, where they differ from it.
    pub labels: Vec<Option<String>>,
}

/// An element of the structure: its standard name and what it holds, in reading order.
#[derive(Debug, Clone, Default)]
pub struct Tag {
    /// Standard structure type, as "H1", "P", "Table".
    pub name: String,
    pub row_span: usize,
    pub column_span: usize,
    pub kids: Vec<Kid>,
}

#[derive(Debug, Clone)]
pub enum Kid {
    Tag(Tag),
    /// Marked content of a page (from 0).
    Content {
        page: usize,
        id: u32,
    },
}

const MAX_DEPTH: usize = 128;
const MAX_TAGS: usize = 500_000;
const MAX_SPAN: usize = 1_000;

/// `None` where the file cannot be read a second time.
pub fn read(bytes: &[u8]) -> Option<Tags> {
    let document = Document::load_mem(bytes).ok()?;
    let pages = document.get_pages();
    let labels = labels(&document, pages.len());
    let pages = pages
        .values()
        .enumerate()
        .map(|(index, id)| (*id, index))
        .collect();
    Some(Tags {
        root: root(&document, pages).unwrap_or_default(),
        labels,
    })
}

fn root(document: &Document, pages: HashMap<ObjectId, usize>) -> Option<Tag> {
    let root = dictionary(document, document.catalog().ok()?.get(b"StructTreeRoot").ok()?)?;
    let mut walk = Walk {
        document,
        pages,
        roles: roles(document, root),
        classes: root
            .get(b"ClassMap")
            .ok()
            .and_then(|map| dictionary(document, map)),
        seen: HashSet::new(),
        count: 0,
    };
    let mut tag = Tag::default();
    if let Ok(kids) = root.get(b"K") {
        walk.kids(kids, None, &mut tag, 0);
    }
    Some(tag)
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    match document.dereference(object).ok()?.1 {
        Object::Dictionary(own) => Some(own),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn name(document: &Document, object: &Object) -> Option<String> {
    let (_, object) = document.dereference(object).ok()?;
    object
        .as_name()
        .ok()
        .map(|name| String::from_utf8_lossy(name).into_owned())
}

fn integer(document: &Document, object: &Object) -> Option<i64> {
    document.dereference(object).ok()?.1.as_i64().ok()
}

fn roles(document: &Document, root: &Dictionary) -> HashMap<String, String> {
    let map = root
        .get(b"RoleMap")
        .ok()
        .and_then(|map| dictionary(document, map));
    map.into_iter()
        .flat_map(Dictionary::iter)
        .filter_map(|(own, standard)| {
            Some((
                String::from_utf8_lossy(own).into_owned(),
                name(document, standard)?,
            ))
        })
        .collect()
}

struct Walk<'a> {
    document: &'a Document,
    pages: HashMap<ObjectId, usize>,
    roles: HashMap<String, String>,
    classes: Option<&'a Dictionary>,
    seen: HashSet<ObjectId>,
    count: usize,
}

impl<'a> Walk<'a> {
    fn kids(&mut self, object: &'a Object, page: Option<usize>, parent: &mut Tag, depth: usize) {
        self.count += 1;
        if depth > MAX_DEPTH || self.count > MAX_TAGS {
            return;
        }
        let Ok((id, object)) = self.document.dereference(object) else {
            return;
        };
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        match object {
            Object::Array(kids) => {
                for kid in kids {
                    self.kids(kid, page, parent, depth + 1);
                }
            }
            Object::Integer(content) => self.content(*content, page, parent),
            Object::Dictionary(own) if own.has(b"S") => {
                let tag = self.tag(own, page, depth);
                parent.kids.push(Kid::Tag(tag));
            }
            Object::Dictionary(own) => {
                let page = self.page(own).or(page);
                if let Some(content) = own.get(b"MCID").ok().and_then(|id| integer(self.document, id)) {
                    self.content(content, page, parent);
                }
            }
            _ => {}
        }
    }

    fn content(&self, id: i64, page: Option<usize>, parent: &mut Tag) {
        if let (Some(page), Ok(id)) = (page, u32::try_from(id)) {
            parent.kids.push(Kid::Content { page, id });
        }
    }

    fn page(&self, own: &Dictionary) -> Option<usize> {
        let id = own.get(b"Pg").ok()?.as_reference().ok()?;
        self.pages.get(&id).copied()
    }

    fn tag(&mut self, own: &'a Dictionary, page: Option<usize>, depth: usize) -> Tag {
        let mut tag = Tag {
            name: own
                .get(b"S")
                .ok()
                .and_then(|role| name(self.document, role))
                .map(|role| self.standard(role))
                .unwrap_or_default(),
            row_span: 1,
            column_span: 1,
            kids: Vec::new(),
        };
        if matches!(tag.name.as_str(), "TD" | "TH") {
            tag.row_span = self.span(own, b"RowSpan");
            tag.column_span = self.span(own, b"ColSpan");
        }
        let page = self.page(own).or(page);
        if let Ok(kids) = own.get(b"K") {
            self.kids(kids, page, &mut tag, depth + 1);
        }
        tag
    }

    /// The standard type that a producer's own name stands for.
    fn standard(&self, mut role: String) -> String {
        for _ in 0..8 {
            match self.roles.get(&role) {
                Some(next) if *next != role && !is_standard(&role) => role.clone_from(next),
                _ => break,
            }
        }
        role
    }

    fn span(&self, own: &'a Dictionary, key: &[u8]) -> usize {
        let attributes = own.get(b"A").ok().and_then(|own| self.attribute(own, key, 0));
        let class = || {
            let name = own.get(b"C").ok().and_then(|class| name(self.document, class))?;
            self.attribute(self.classes?.get(name.as_bytes()).ok()?, key, 0)
        };
        attributes
            .or_else(class)
            .and_then(|span| usize::try_from(span).ok())
            .unwrap_or(1)
            .clamp(1, MAX_SPAN)
    }

    fn attribute(&self, object: &'a Object, key: &[u8], depth: usize) -> Option<i64> {
        let (_, object) = self.document.dereference(object).ok()?;
        match object {
            Object::Array(many) if depth == 0 => many.iter().find_map(|one| self.attribute(one, key, 1)),
            Object::Dictionary(own) => integer(self.document, own.get(key).ok()?),
            Object::Stream(stream) => integer(self.document, stream.dict.get(key).ok()?),
            _ => None,
        }
    }
}

fn is_standard(role: &str) -> bool {
    matches!(
        role,
        "Document"
            | "Part"
            | "Sect"
            | "Div"
            | "P"
            | "H"
            | "H1"
            | "H2"
            | "H3"
            | "H4"
            | "H5"
            | "H6"
            | "L"
            | "LI"
            | "Lbl"
            | "LBody"
            | "Table"
            | "TR"
            | "TH"
            | "TD"
            | "THead"
            | "TBody"
            | "TFoot"
            | "TOC"
            | "TOCI"
            | "Figure"
            | "Caption"
            | "Note"
            | "Span"
            | "Link"
            | "Reference"
    )
}

/// Page labels: ranges of pages that share a style of numbering.
fn labels(document: &Document, pages: usize) -> Vec<Option<String>> {
    let mut ranges = Vec::new();
    if let Some(tree) = document
        .catalog()
        .ok()
        .and_then(|catalog| catalog.get(b"PageLabels").ok())
        .and_then(|tree| dictionary(document, tree))
    {
        number_tree(document, tree, &mut ranges, 0);
    }
    ranges.sort_by_key(|(start, _)| *start);
    let mut labels = vec![None; pages];
    for (position, (start, range)) in ranges.iter().enumerate() {
        let end = ranges
            .get(position + 1)
            .map_or(pages, |(next, _)| *next)
            .min(pages);
        for (page, slot) in labels.iter_mut().enumerate().take(end).skip(*start) {
            let label = label(document, range, page - start);
            *slot = (label != (page + 1).to_string() && !label.is_empty()).then_some(label);
        }
    }
    labels
}

fn number_tree<'a>(
    document: &'a Document,
    tree: &'a Dictionary,
    found: &mut Vec<(usize, &'a Dictionary)>,
    depth: usize,
) {
    if depth > 16 {
        return;
    }
    let array = |key: &[u8]| {
        let (_, object) = document.dereference(tree.get(key).ok()?).ok()?;
        object.as_array().ok()
    };
    for pair in array(b"Nums").into_iter().flat_map(|all| all.chunks(2)) {
        if let [start, range] = pair
            && let Some(start) = integer(document, start).and_then(|start| usize::try_from(start).ok())
            && let Some(range) = dictionary(document, range)
        {
            found.push((start, range));
        }
    }
    for kid in array(b"Kids").into_iter().flatten() {
        if let Some(kid) = dictionary(document, kid) {
            number_tree(document, kid, found, depth + 1);
        }
    }
}

fn label(document: &Document, range: &Dictionary, offset: usize) -> String {
    let first = range
        .get(b"St")
        .ok()
        .and_then(|start| integer(document, start))
        .and_then(|start| usize::try_from(start).ok())
        .unwrap_or(1);
    let number = first.saturating_add(offset);
    let prefix = range
        .get(b"P")
        .ok()
        .and_then(|prefix| prefix.as_str().ok())
        .map(|prefix| String::from_utf8_lossy(prefix).into_owned())
        .unwrap_or_default();
    let style = range.get(b"S").ok().and_then(|style| name(document, style));
    let count = match style.as_deref() {
        Some("D") => number.to_string(),
        Some("r") => roman(number).to_lowercase(),
        Some("R") => roman(number),
        Some("a" | "A") => letters(number, style.as_deref() == Some("A")),
        _ => String::new(),
    };
    format!("{prefix}{count}")
}

fn roman(mut number: usize) -> String {
    const STEPS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, letters) in STEPS {
        while number >= value && text.len() < 32 {
            text.push_str(letters);
            number -= value;
        }
    }
    text
}

/// A … Z, AA … ZZ (ISO 32000-1, table 159).
fn letters(number: usize, upper: bool) -> String {
    let index = u8::try_from((number.max(1) - 1) % 26).unwrap_or(0);
    let letter = char::from(if upper { b'A' } else { b'a' } + index);
    letter.to_string().repeat(((number.max(1) - 1) / 26 + 1).min(8))
}
