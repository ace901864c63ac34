//! The messages of the TOML parser in plain words.

/// What is wrong, and what to do about it, for a message of the parser; nothing where it is not known here.
pub fn plain(message: &str) -> Option<(String, String)> {
    let (_, what, remedy) = MESSAGES.iter().find(|(begin, ..)| message.starts_with(begin))?;
    Some(((*what).to_string(), (*remedy).to_string()))
}

pub const QUOTE_IT: &str =
    "write a text as \"…\", a number in digits without quotation marks, and true or false as they are";
const NAME_IT: &str =
    "a name is made of a–z, 0–9, - and _; any other stands in quotation marks: \"gender/*\"";
const ESCAPED: &str = "after \\ a text can go on only with some letters";
const ESCAPE_IT: &str = "write \\\\ in the place of \\";
const NO_EQUALS: &str = "there is no = after the name";
const EQUALS: &str = "write name = value; put # before a remark";
const OPEN_LIST: &str = "the square bracket is never closed";

/// How a message begins, and the same in plain words with a remedy. The first that fits is taken.
const MESSAGES: [(&str, &str, &str); 29] = [
    (
        "string values must be quoted",
        "a text must stand in quotation marks",
        QUOTE_IT,
    ),
    (
        "missing opening quote",
        "a text must stand in quotation marks",
        QUOTE_IT,
    ),
    (
        "invalid basic string",
        "the text is never closed",
        "write \" at its end; a text of several lines stands between \"\"\" and \"\"\"",
    ),
    (
        "invalid literal string",
        "the text is never closed",
        "write ' at its end; a text of several lines stands between \"\"\" and \"\"\"",
    ),
    (
        "invalid multi-line basic string",
        "a text of several lines is never closed",
        "write \"\"\" at its end",
    ),
    (
        "invalid multi-line literal string",
        "a text of several lines is never closed",
        "write ''' at its end",
    ),
    ("missing escaped value", ESCAPED, ESCAPE_IT),
    ("too few unicode", ESCAPED, ESCAPE_IT),
    ("invalid escape", ESCAPED, ESCAPE_IT),
    (
        "missing comma",
        "there is no comma before this",
        "write a comma between two entries: [\"…\", \"…\"]",
    ),
    ("extra comma", "there is a comma too many", "delete it"),
    ("key with no value", NO_EQUALS, EQUALS),
    ("missing assignment", NO_EQUALS, EQUALS),
    ("extra assignment", "there are two = here", "delete one of them"),
    ("extra `=`", "there are two = here", "delete one of them"),
    (
        "unexpected `=` in array",
        "a name with = stands in a list",
        "a list has values only; names with values stand in { }",
    ),
    ("missing value", "nothing stands after the =", QUOTE_IT),
    ("invalid value", "this is no value", QUOTE_IT),
    (
        "unclosed inline table",
        "the curly bracket is never closed",
        "write } at the end",
    ),
    ("unclosed", OPEN_LIST, "write ] at the end"),
    ("missing table open", OPEN_LIST, "write ] at the end"),
    (
        "unexpected key or value",
        "something stands after the value",
        "one entry a line; text begins and ends with a straight quotation mark (\"); a number with a fraction is written 3.5, not 3,5",
    ),
    ("invalid unquoted key", "this is no name", NAME_IT),
    ("unquoted keys cannot be empty", "there is no name here", NAME_IT),
    (
        "keys cannot be multi-line",
        "a name must stand on one line",
        NAME_IT,
    ),
    (
        "cannot extend",
        "this name has a value already, and cannot have names below it",
        "delete the one or the other; a text in several languages has a name for each: message.en = \"…\" and message.sv = \"…\"",
    ),
    (
        "unexpected leading zero",
        "a number cannot begin with 0",
        "delete the 0",
    ),
    (
        "`_` may only go between digits",
        "this is no number",
        "write it in digits: 3500 or 3.5",
    ),
    (
        "unexpected content",
        "this can stand nowhere",
        "delete it, or put # before it if it is a remark",
    ),
];
