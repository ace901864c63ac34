//! Quotation marks of word processors where a file needs straight ones.

const DOUBLE: [char; 3] = ['“', '”', '„'];
const SINGLE: [char; 3] = ['‘', '’', '‚'];

/// Where in a line the first curly mark stands that was meant to begin or to end a text. One within a text is a part of it.
pub fn curly(line: &str) -> Option<usize> {
    let mut open = false;
    let mut escaped = false;
    // Within a text: marks that are opened, the first that closes none, and the last of all.
    let (mut within, mut lone, mut last) = (0_usize, None, None);
    let mut value = false;
    for (at, sign) in line.char_indices() {
        match sign {
            '"' if !escaped => {
                open = !open;
                (within, lone, last) = (0, None, None);
            }
            '#' if !open => break,
            '=' | '[' | ',' if !open => {
                value = true;
                continue;
            }
            _ if DOUBLE.contains(&sign) && !open => return Some(at),
            _ if SINGLE.contains(&sign) && !open && value => return Some(at),
            '”' if within == 0 => lone = lone.or(Some(at)),
            '”' => within -= 1,
            '“' | '„' => {
                within += 1;
                last = Some(at);
            }
            _ => {}
        }
        value = value && sign.is_whitespace();
        escaped = sign == '\\' && !escaped;
    }
    lone.or(last).filter(|_| open)
}
