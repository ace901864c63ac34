//! The rules folder as text in memory: packs, scripts, pages, lexicons and profiles, from disk or from the binary.

mod changes;
mod manifest;
mod names;
mod otherwise;
mod own;
mod profiles;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::hex::hex;
use crate::problem::{Problem, nearest};

pub use changes::Changes;
use names::{is_rule_file, misplaced, not_taken, odd_name};
pub use otherwise::parted;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// The files in the binary by path. The folder above compares path after path for each file that it is asked for, and looks
/// through the file for what is no UTF-8: that was a fifth of the time of loading rules.
static SHIPPED_FILES: LazyLock<BTreeMap<String, &str>> = LazyLock::new(|| {
    let mut files = BTreeMap::new();
    collect_embedded(&EMBEDDED, &mut files);
    files
});

/// Larger files are refused: no rule or lexicon written by a person comes near it.
const MAX_FILE_BYTES: u64 = 256 * 1024;

/// Folders of a rules folder that are no packs.
pub const NOT_PACKS: [&str; 3] = ["lib", "lexicons", "profiles"];

/// The name by which the shipped rules can be named among rules folders.
pub const SHIPPED: &str = "shipped";

/// Whether a path stands for the shipped rules: a folder of that name goes before them.
pub fn is_shipped(path: &Path) -> bool {
    path.as_os_str() == SHIPPED && !path.is_dir()
}

/// One or several rules folders, laid over each other.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RulesFolder {
    /// The last folder laid on top; empty for the embedded rules.
    root: PathBuf,
    /// By path inside the folder, with forward slashes ("statistics/not-sex-disaggregated.toml"). Word lists of a later
    /// folder stand beside those of an earlier one, under a name of their own.
    files: BTreeMap<String, File>,
    /// Files that stand in the place of an earlier folder's, by rule ("statistics/not-sex-disaggregated").
    replaced: BTreeMap<String, PathBuf>,
    /// Files that were meant to be taken, and are not because of their names.
    untaken: Vec<Problem>,
    /// The same, by the path inside the folder that was meant.
    misnamed: BTreeMap<String, PathBuf>,
}

#[derive(Debug, Clone, PartialEq)]
struct File {
    root: PathBuf,
    /// Where it lies in its own folder.
    inside: String,
    /// Borrowed from the binary, where it is shipped.
    text: Cow<'static, str>,
}

impl RulesFolder {
    /// The rules shipped in the binary.
    pub fn embedded() -> Self {
        let files = SHIPPED_FILES.iter();
        Self::unrooted(files.map(|(path, text)| (path.clone(), Cow::Borrowed(*text))))
    }

    /// Reads folders, each laid over the ones before: a rule of the same id takes the place of the earlier one, with its
    /// script and its page. `shipped` stands for the rules in the binary, and so does no folder at all.
    ///
    /// # Errors
    /// Every file that cannot be read, is too large or is not UTF-8.
    pub fn open_all(roots: &[PathBuf]) -> Result<Self, Vec<Problem>> {
        if roots.is_empty() {
            return Ok(Self::embedded());
        }
        let mut whole = RulesFolder::default();
        let mut problems = Vec::new();
        for root in roots {
            match if is_shipped(root) {
                Ok(Self::embedded())
            } else {
                Self::open(root)
            } {
                Ok(folder) => whole.lay(folder),
                Err(found) => problems.extend(found),
            }
        }
        if problems.is_empty() {
            Ok(whole)
        } else {
            Err(problems)
        }
    }

    fn lay(&mut self, above: RulesFolder) {
        for path in above.files.keys().filter(|path| self.files.contains_key(*path)) {
            if let Some((rule, _)) = rule_of(path) {
                self.replaced.insert(rule.to_string(), self.path(path));
            }
        }
        // A rule is its three files: a page of the earlier rule would not fit the script of the later.
        let rules: BTreeSet<&str> = above
            .files
            .keys()
            .filter_map(|path| rule_of(path))
            .map(|(rule, _)| rule)
            .collect();
        self.files
            .retain(|path, _| !rule_of(path).is_some_and(|(rule, _)| rules.contains(rule)));
        for (path, file) in above.files {
            let key = if path.starts_with("lexicons/") {
                self.beside(&path)
            } else {
                path
            };
            self.files.insert(key, file);
        }
        self.root = above.root;
        self.untaken.extend(above.untaken);
        self.misnamed.extend(above.misnamed);
    }

    /// A name beside an earlier folder's file of this name.
    fn beside(&self, path: &str) -> String {
        let mut key = path.to_string();
        while self.files.contains_key(&key) {
            key = format!("{}+.toml", key.trim_end_matches(".toml"));
        }
        key
    }

    /// Ids of rules that took the place of a rule in an earlier folder, with that rule's file.
    pub fn replaced(&self) -> impl Iterator<Item = (&str, &Path)> {
        self.replaced
            .iter()
            .map(|(rule, path)| (rule.as_str(), path.as_path()))
    }

    /// Files that look like one of a rule, a profile or a word list and are not taken.
    pub fn untaken(&self) -> &[Problem] {
        &self.untaken
    }

    /// What to do about a file that is missing: it may be there under a name that is not taken.
    pub fn remedy_for_missing(&self, inside: &str, otherwise: &str) -> String {
        let name = |path: &Path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        };
        let lies = self.misnamed.get(inside).map(PathBuf::as_path);
        match lies.or_else(|| self.nearly(inside).map(Path::new)) {
            Some(lies) => format!("rename {} to {}", name(lies), name(Path::new(inside))),
            None => otherwise.to_string(),
        }
    }

    /// A file beside a missing one that is called nearly so and belongs to no whole rule: "test (1).md" for "test.md".
    pub fn nearly(&self, missing: &str) -> Option<&str> {
        let (rule, end) = rule_of(missing)?;
        let (pack, name) = rule.split_once('/')?;
        let lacks_another = |rule: &str| {
            let kinds = ["toml", "rhai", "md"];
            kinds
                .iter()
                .any(|kind| !self.files.contains_key(&format!("{rule}.{kind}")))
        };
        let of_pack = self.files.keys().filter_map(|path| {
            let (other, kind) = rule_of(path)?;
            let (folder, own) = other.split_once('/')?;
            (folder == pack && kind == end && own != name && lacks_another(other)).then_some((own, path))
        });
        let alone: BTreeMap<&str, &String> = of_pack.collect();
        let begun = alone
            .keys()
            .find(|own| own.to_lowercase().starts_with(&name.to_lowercase()));
        let meant = match begun {
            Some(own) => (*own).to_string(),
            None => nearest(name, alone.keys().copied())?,
        };
        alone.get(meant.as_str()).map(|path| path.as_str())
    }

    /// Ids of the rules ("training/length").
    pub fn rules(&self) -> BTreeSet<String> {
        let scripts = self.files.keys().filter_map(|path| rule_of(path));
        let rules = scripts
            .filter(|(_, end)| *end == "rhai")
            .map(|(rule, _)| rule.to_string());
        rules.collect()
    }

    /// Reads a whole folder.
    ///
    /// # Errors
    /// Every file that cannot be read, is too large or is not UTF-8.
    pub fn open(root: &Path) -> Result<Self, Vec<Problem>> {
        if !root.is_dir() {
            return Err(vec![Problem::new(root, "there is no such folder").remedy(
                "name a rules folder, or `shipped` for the rules that the program brings along",
            )]);
        }
        let mut files = BTreeMap::new();
        let mut problems = Vec::new();
        let mut untaken = Vec::new();
        let mut misnamed = BTreeMap::new();
        for entry in walkdir::WalkDir::new(root).follow_links(true).sort_by_file_name() {
            match entry {
                Err(error) => {
                    let path = error.path().unwrap_or(root).to_path_buf();
                    let reason = error
                        .io_error()
                        .map_or_else(|| error.to_string(), |io| io.to_string());
                    problems.push(Problem::new(path, format!("cannot be read: {reason}")));
                }
                Ok(entry) if entry.file_type().is_file() && is_rule_file(entry.path()) => {
                    match read_text(entry.path()) {
                        Ok(text) => {
                            let inside =
                                with_slashes(entry.path().strip_prefix(root).unwrap_or(entry.path()));
                            problems.extend(odd_name(entry.path(), &inside));
                            untaken.extend(misplaced(entry.path(), &inside));
                            let root = root.to_path_buf();
                            let text = Cow::Owned(text);
                            files.insert(inside.clone(), File { root, inside, text });
                        }
                        Err(problem) => problems.push(problem),
                    }
                }
                Ok(entry) if entry.file_type().is_file() => {
                    if let Some((meant, problem)) = not_taken(root, entry.path()) {
                        let inside = with_slashes(meant.strip_prefix(root).unwrap_or(&meant));
                        misnamed.insert(inside, entry.into_path());
                        untaken.push(problem);
                    }
                }
                Ok(_) => {}
            }
        }
        if files.is_empty() && problems.is_empty() {
            problems.push(Problem::new(root, "has no rules in it").remedy(
                "name the folder that holds the packs, for example one written by `tillsyn rules export`",
            ));
        }
        if problems.is_empty() {
            Ok(RulesFolder {
                root: root.to_path_buf(),
                files,
                untaken,
                misnamed,
                ..RulesFolder::default()
            })
        } else {
            problems.extend(untaken);
            Err(problems)
        }
    }

    /// A folder that exists only in memory, for trials and tests.
    pub fn from_files<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let files = files.into_iter();
        Self::unrooted(files.map(|(path, text)| (path.into(), Cow::Owned(text.into()))))
    }

    fn unrooted(files: impl Iterator<Item = (String, Cow<'static, str>)>) -> Self {
        let file = |(inside, text): (String, Cow<'static, str>)| {
            let root = PathBuf::new();
            (inside.clone(), File { root, inside, text })
        };
        RulesFolder {
            files: files.map(file).collect(),
            ..RulesFolder::default()
        }
    }

    /// Path and text of every file, in order of path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, file)| (path.as_str(), &*file.text))
    }

    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(|file| &*file.text)
    }

    /// The text of a file from the binary: it was tried before it was shipped.
    pub fn shipped(&self, path: &str) -> Option<&'static str> {
        match self.files.get(path)?.text {
            Cow::Borrowed(text) => Some(text),
            Cow::Owned(_) => None,
        }
    }

    /// The path to show to a person for a file of this folder.
    pub fn path(&self, inside: &str) -> PathBuf {
        // A file that is missing is missing beside the others of its rule.
        let beside = || {
            let (rule, _) = rule_of(inside)?;
            ["toml", "rhai", "md"]
                .iter()
                .find_map(|kind| self.files.get(&format!("{rule}.{kind}")))
        };
        let root = self
            .files
            .get(inside)
            .or_else(beside)
            .map_or(&self.root, |file| &file.root);
        let named = self.files.get(inside).map_or(inside, |file| &file.inside);
        if root.as_os_str().is_empty() {
            Path::new("rules").join(named)
        } else {
            root.join(named)
        }
    }

    /// SHA-256 over all paths and texts, in lower-case hexadecimal. Where the folder lies does not count.
    pub fn digest(&self) -> String {
        self.digest_of("")
    }

    /// The same over the files whose path begins so.
    pub fn digest_of(&self, beginning: &str) -> String {
        let mut hasher = Sha256::new();
        for (path, file) in self.files.iter().filter(|(path, _)| path.starts_with(beginning)) {
            hasher.update((path.len() as u64).to_le_bytes());
            hasher.update(path);
            hasher.update((file.text.len() as u64).to_le_bytes());
            hasher.update(&*file.text);
        }
        hex(&hasher.finalize())
    }
}

/// The rule that a file belongs to, and its ending; nothing for what is no rule.
fn rule_of(path: &str) -> Option<(&str, &str)> {
    let (pack, file) = path.split_once('/')?;
    let is_rule = !NOT_PACKS.contains(&pack) && !file.contains('/') && file != "pack.toml";
    path.rsplit_once('.').filter(|_| is_rule)
}

fn collect_embedded(dir: &'static Dir, files: &mut BTreeMap<String, &'static str>) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8().filter(|_| is_rule_file(file.path())) {
            files.insert(with_slashes(file.path()), text);
        }
    }
    for sub in dir.dirs() {
        collect_embedded(sub, files);
    }
}

fn with_slashes(path: &Path) -> String {
    path.components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/")
}

fn read_text(path: &Path) -> Result<String, Problem> {
    let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    if size > MAX_FILE_BYTES {
        return Err(
            Problem::new(path, format!("is larger than {} KiB", MAX_FILE_BYTES / 1024))
                .remedy("split it, or move data that is no rule out of the rules folder"),
        );
    }
    let bytes =
        std::fs::read(path).map_err(|error| Problem::new(path, format!("cannot be read: {error}")))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        Problem::new(path, "is not UTF-8 text")
            .at_offset(&text, valid)
            .remedy("save it as UTF-8 in the editor")
    })
}
