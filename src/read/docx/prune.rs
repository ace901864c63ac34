//! Takes out of a Word document what a person does not see as content: hidden text and the prompts of empty form fields.

use super::super::tree::Element;
use super::styles::Styles;

pub fn prune(element: &mut Element, styles: &Styles) {
    if element.name == "sdt" && is_prompt(element) {
        without_runs(element);
        return;
    }
    let paragraph_hidden = element.name == "p" && styles.is_hidden(style(element, "pPr", "pStyle"));
    prune_runs(element, styles, paragraph_hidden);
}

fn prune_runs(element: &mut Element, styles: &Styles, hidden: bool) {
    element
        .children
        .retain(|child| child.name != "r" || !run_is_hidden(child, styles, hidden));
    for child in &mut element.children {
        match child.name.as_str() {
            "ins" | "hyperlink" | "smartTag" | "fldSimple" | "moveTo" => prune_runs(child, styles, hidden),
            "pPr" | "rPr" => {}
            _ => prune(child, styles),
        }
    }
}

fn run_is_hidden(run: &Element, styles: &Styles, hidden: bool) -> bool {
    let own = run.child("rPr").and_then(|properties| properties.is_on("vanish"));
    own.unwrap_or_else(|| hidden || styles.is_hidden(style(run, "rPr", "rStyle")))
}

fn style<'a>(element: &'a Element, properties: &str, name: &str) -> Option<&'a str> {
    element.child(properties)?.value(name)
}

/// An empty content control, which shows "Click here to enter text".
fn is_prompt(control: &Element) -> bool {
    control
        .child("sdtPr")
        .and_then(|properties| properties.is_on("showingPlcHdr"))
        .unwrap_or(false)
}

fn without_runs(element: &mut Element) {
    element.children.retain(|child| child.name != "r");
    element.children.iter_mut().for_each(without_runs);
}
