//! Reads a tagged PDF by its own structure.

mod table;
mod untagged;

use std::collections::HashMap;

use super::blocks::{Look, Piece, PieceKind};
use super::flow::{Flow, flow};
use super::layout;
use super::lists;
use super::page::{Glyph, Page};
use super::tags::{Kid, Tag};

/// The tags must speak for at least this share of the letters.
const MIN_SHARE: f64 = 0.85;
/// Text inside a picture is read when it is at least this many words: a sentence, not the labels of a chart.
const MIN_FIGURE_WORDS: usize = 8;

/// Positions of glyphs by marked content, for each page.
type Contents = Vec<HashMap<u32, Vec<usize>>>;

fn contents(pages: &[Page]) -> Contents {
    pages
        .iter()
        .map(|page| {
            let mut own: HashMap<u32, Vec<usize>> = HashMap::new();
            for (index, glyph) in page.glyphs.iter().enumerate() {
                if let Some(id) = glyph.content {
                    own.entry(id).or_default().push(index);
                }
            }
            own
        })
        .collect()
}

/// Whether the structure holds nearly all text, and says more than "this is text".
pub fn can_be_trusted(root: &Tag, pages: &[Page]) -> bool {
    let contents = contents(pages);
    let mut claimed = 0;
    let mut blocks = 0;
    count(root, &contents, pages, &mut claimed, &mut blocks);
    let letters: usize = pages
        .iter()
        .flat_map(|page| &page.glyphs)
        .filter(|glyph| glyph.is_letter())
        .count();
    blocks > 2 * pages.len() && claimed as f64 >= MIN_SHARE * letters as f64
}

fn count(tag: &Tag, contents: &Contents, pages: &[Page], claimed: &mut usize, blocks: &mut usize) {
    if is_block(&tag.name) {
        *blocks += 1;
    }
    for kid in &tag.kids {
        match kid {
            Kid::Tag(kid) => count(kid, contents, pages, claimed, blocks),
            Kid::Content { page, id } => {
                *claimed += glyphs_of(contents, pages, *page, *id)
                    .filter(|glyph| glyph.is_letter())
                    .count();
            }
        }
    }
}

fn glyphs_of<'a>(
    contents: &'a Contents,
    pages: &'a [Page],
    page: usize,
    id: u32,
) -> impl Iterator<Item = &'a Glyph> {
    contents
        .get(page)
        .and_then(|own| own.get(&id))
        .into_iter()
        .flatten()
        .map(move |index| &pages[page].glyphs[*index])
}

fn is_block(name: &str) -> bool {
    heading_level(name).is_some()
        || matches!(
            name,
            "P" | "H"
                | "Title"
                | "L"
                | "LI"
                | "LBody"
                | "Table"
                | "Note"
                | "FENote"
                | "Caption"
                | "Figure"
                | "TOC"
                | "BlockQuote"
                | "Sect"
                | "Div"
                | "Part"
                | "Art"
                | "Aside"
        )
}

fn heading_level(name: &str) -> Option<u8> {
    name.strip_prefix('H')?
        .parse()
        .ok()
        .filter(|level| (1..=9).contains(level))
}

/// The pieces, and what could not be read.
pub fn pieces(root: &Tag, pages: &[Page]) -> (Vec<Piece>, Vec<String>) {
    let mut walk = Walk {
        pages,
        contents: contents(pages),
        pieces: Vec::new(),
        page: 0,
        sections: 0,
        mute_tables: Vec::new(),
    };
    walk.blocks(root, 0);
    indent_flat_lists(&mut walk.pieces);
    untagged::add(root, pages, &mut walk.pieces);
    let mute = walk.mute_tables.iter().map(|page| {
        format!(
            "a table on page {} is drawn as pictures, without text, and was not read",
            page + 1
        )
    });
    (walk.pieces, mute.collect())
}

/// Some programs tag the items of a list within a list as items of the outer one: then the indent tells their depth.
fn indent_flat_lists(pieces: &mut [Piece]) {
    let item_depth = |piece: &Piece| match piece.kind {
        PieceKind::ListItem { depth, .. } => Some(depth),
        _ => None,
    };
    let runs =
        pieces.chunk_by_mut(|one, other| item_depth(one).is_some() && item_depth(one) == item_depth(other));
    for run in runs {
        let mut indents = Vec::new();
        for piece in run {
            let left = piece.look.left;
            if let PieceKind::ListItem { depth, .. } = &mut piece.kind {
                *depth = depth.saturating_add(layout::depth(left, &mut indents).saturating_sub(1));
            }
        }
    }
}

fn left(inline: &Inline) -> f64 {
    inline.glyphs.first().map_or(0.0, |glyph| glyph.x0)
}

struct Walk<'a> {
    pages: &'a [Page],
    contents: Contents,
    pieces: Vec<Piece>,
    /// The page on which the last text stood.
    page: usize,
    /// Sections around this place: the level of an unnumbered heading "H".
    sections: u8,
    /// Pages (from 0) of tables in which there is no text.
    mute_tables: Vec<usize>,
}

/// Text directly in a tag, and the blocks that stand inside it.
#[derive(Default)]
struct Inline<'a> {
    glyphs: Vec<&'a Glyph>,
    page: Option<usize>,
    blocks: Vec<&'a Tag>,
}

impl<'a> Walk<'a> {
    fn blocks(&mut self, parent: &'a Tag, list_depth: u8) {
        let mut loose = Tag::default();
        for kid in &parent.kids {
            match kid {
                Kid::Tag(tag) if is_block(&tag.name) || !is_inline(&tag.name) => {
                    self.loose(&mut loose);
                    self.block(tag, list_depth);
                }
                other => loose.kids.push(other.clone()),
            }
        }
        self.loose(&mut loose);
    }

    /// Text that stands between blocks.
    fn loose(&mut self, loose: &mut Tag) {
        if loose.kids.is_empty() {
            return;
        }
        let own = std::mem::take(loose);
        let (text, page) = self.text_of(&own);
        self.push(page, 0.0, text, PieceKind::Paragraph);
    }

    fn block(&mut self, tag: &'a Tag, list_depth: u8) {
        match tag.name.as_str() {
            "TOC" | "TOCI" | "Index" | "Artifact" | "Form" | "Annot" => {}
            "Table" => self.table(tag),
            "L" => self.blocks(tag, list_depth.saturating_add(1)),
            "LI" => self.item(tag, list_depth.max(1)),
            _ if is_note(tag) => self.note(tag),
            "Figure" => self.figure(tag),
            "Sect" | "Art" => {
                self.sections = self.sections.saturating_add(1);
                self.blocks(tag, list_depth);
                self.sections -= 1;
            }
            "H" => self.leaf(tag, list_depth, |text, level| PieceKind::Heading { level, text }),
            "Title" => self.leaf(tag, list_depth, |text, _| PieceKind::Title(text)),
            "P" | "Caption" => self.leaf(tag, list_depth, |text, _| PieceKind::Paragraph(text)),
            name => match heading_level(name) {
                Some(level) => self.leaf(tag, list_depth, move |text, _| PieceKind::Heading { level, text }),
                None => self.blocks(tag, list_depth),
            },
        }
    }

    fn leaf(&mut self, tag: &'a Tag, list_depth: u8, kind: impl Fn(String, u8) -> PieceKind) {
        let mut inline = Inline::default();
        self.gather(tag, &mut inline);
        let level = self.sections.clamp(1, 6);
        let text = flow(inline.glyphs.iter().copied());
        let page = inline.page.unwrap_or(self.page);
        self.push(page, left(&inline), text, |text| kind(text, level));
        for block in inline.blocks {
            self.block(block, list_depth);
        }
    }

    fn item(&mut self, tag: &'a Tag, depth: u8) {
        let mut inline = Inline::default();
        self.gather_item(tag, &mut inline);
        let text = flow(inline.glyphs.iter().copied());
        let page = inline.page.unwrap_or(self.page);
        self.push(page, left(&inline), text, |text| {
            let text = lists::split(&text).map_or(text.clone(), |(_, rest)| rest.to_string());
            PieceKind::ListItem { depth, text }
        });
        for block in inline.blocks {
            self.block(block, depth);
        }
    }

    /// An item's first paragraph is its text; its label is none of it, and further blocks follow it.
    fn gather_item(&self, tag: &'a Tag, inline: &mut Inline<'a>) {
        for kid in &tag.kids {
            match kid {
                Kid::Tag(own) if own.name == "Lbl" => {}
                Kid::Tag(own) if own.name == "LBody" => self.gather_item(own, inline),
                Kid::Tag(own) if own.name == "P" && inline.glyphs.is_empty() => self.gather(own, inline),
                Kid::Tag(own) if is_inline(&own.name) => self.gather(own, inline),
                Kid::Tag(own) => inline.blocks.push(own),
                Kid::Content { page, id } => self.gather_content(*page, *id, inline),
            }
        }
    }

    fn note(&mut self, tag: &'a Tag) {
        let mut inline = Inline::default();
        self.gather_all(tag, &mut inline);
        let found = flow(inline.glyphs.iter().copied());
        let (mark, text) = match found.marks.first() {
            Some(mark) => (mark.clone(), found.text),
            None => split_mark(&found.text),
        };
        if !text.is_empty() {
            self.pieces.push(Piece {
                page: inline.page.unwrap_or(self.page),
                kind: PieceKind::Footnote { mark, text },
                marks: Vec::new(),
                look: Look::default(),
            });
        }
    }

    fn figure(&mut self, tag: &'a Tag) {
        let mut inline = Inline::default();
        self.gather_all(tag, &mut inline);
        let found = flow(inline.glyphs.iter().copied());
        if found.text.split_whitespace().count() >= MIN_FIGURE_WORDS {
            self.blocks(tag, 0);
        }
    }

    fn text_of(&self, tag: &Tag) -> (Flow, usize) {
        let mut inline = Inline::default();
        self.gather_all(tag, &mut inline);
        (
            flow(inline.glyphs.iter().copied()),
            inline.page.unwrap_or(self.page),
        )
    }

    fn push(&mut self, page: usize, left: f64, found: Flow, kind: impl FnOnce(String) -> PieceKind) {
        if found.text.is_empty() {
            return;
        }
        self.page = page;
        self.pieces.push(Piece {
            page,
            look: Look {
                left,
                ..Look::of(&found)
            },
            marks: found.marks,
            kind: kind(found.text),
        });
    }

    /// Glyphs of a tag's own text; blocks inside it are kept apart.
    fn gather<'b>(&self, tag: &'b Tag, inline: &mut Inline<'b>)
    where
        'a: 'b,
    {
        for kid in &tag.kids {
            match kid {
                Kid::Tag(own) if is_inline(&own.name) => self.gather(own, inline),
                Kid::Tag(own) => inline.blocks.push(own),
                Kid::Content { page, id } => self.gather_content(*page, *id, inline),
            }
        }
    }

    fn gather_all<'b>(&self, tag: &'b Tag, inline: &mut Inline<'b>)
    where
        'a: 'b,
    {
        for kid in &tag.kids {
            match kid {
                Kid::Tag(own) => self.gather_all(own, inline),
                Kid::Content { page, id } => self.gather_content(*page, *id, inline),
            }
        }
    }

    fn gather_content<'b>(&self, page: usize, id: u32, inline: &mut Inline<'b>)
    where
        'a: 'b,
    {
        let pages: &'a [Page] = self.pages;
        let indices = self.contents.get(page).and_then(|own| own.get(&id));
        for index in indices.into_iter().flatten() {
            inline.glyphs.push(&pages[page].glyphs[*index]);
        }
        if indices.is_some() {
            inline.page.get_or_insert(page);
        }
    }
}

fn is_note(tag: &Tag) -> bool {
    matches!(tag.name.as_str(), "Note" | "FENote")
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "Span"
            | "Link"
            | "Quote"
            | "Reference"
            | "Em"
            | "Strong"
            | "Sub"
            | "Ruby"
            | "RB"
            | "Warichu"
            | "Code"
            | "BibEntry"
            | "Formula"
            | "Lbl"
            | "Annot"
            | "Footnote"
            | "InlineShape"
            | "NonStruct"
            | ""
    )
}

/// "12 See the baseline study" → mark and text.
pub fn split_mark(text: &str) -> (String, String) {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    if (1..=3).contains(&digits) && text.len() > digits {
        (
            text[..digits].to_string(),
            text[digits..].trim_start().to_string(),
        )
    } else {
        (String::new(), text.to_string())
    }
}
