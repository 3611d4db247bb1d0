//! A sheet as plain text, 76 columns wide, so that any printer prints it on A4.
//!
//! Letters are counted, not measured: scripts with wide letters make uneven frames, and nothing is lost.

use crate::view::{PaperBlock, PaperItem, PaperSection, PaperView};

const WIDTH: usize = 76;

/// Lays a sheet out.
pub(super) fn lay_out(sheet: &PaperView) -> String {
    let mut lines = vec![sheet.people.clone()];
    lines.extend(sheet.head.iter().cloned());
    for section in &sheet.sections {
        lines.push(String::new());
        lines.push(section.title.to_uppercase());
        lines.push("=".repeat(WIDTH));
        let mut number = 0;
        for item in &section.items {
            number += 1;
            lines.extend(one(section, item, number));
            lines.push(String::new());
        }
    }
    lines.push("-".repeat(WIDTH));
    if let Some(appeal) = &sheet.appeal {
        lines.extend(wrapped(&appeal.says, WIDTH));
        lines.push(appeal.why.clone());
        lines.extend([
            String::new(),
            "_".repeat(WIDTH),
            String::new(),
            "_".repeat(WIDTH),
        ]);
        lines.extend(wrapped(&appeal.send, WIDTH));
    } else {
        lines.extend(sheet.foot.iter().flat_map(|line| wrapped(line, WIDTH)));
    }
    lines.push(String::new());
    let blank = "_".repeat(30);
    lines.push(format!("{} {blank}    {} {blank}", sheet.name, sheet.day));
    lines.join("\n") + "\n"
}

fn one(section: &PaperSection, item: &PaperItem, number: usize) -> Vec<String> {
    if section.decided {
        return framed(&body(item, WIDTH - 4));
    }
    let mut lines = vec![format!("{number}. [{}]", item.standing)];
    lines.extend(
        body(item, WIDTH - 3)
            .into_iter()
            .map(|line| format!("   {line}").trim_end().to_owned()),
    );
    lines
}

fn body(item: &PaperItem, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = item.blocks.iter().flat_map(|it| block(it, width)).collect();
    if !item.boxes.is_empty() {
        lines.push(String::new());
        lines.extend(boxes(&item.boxes, width));
        lines.push(item.own_words.clone());
        lines.push(String::new());
        lines.push("_".repeat(width));
    }
    lines
}

fn block(block: &PaperBlock, width: usize) -> Vec<String> {
    let mut lines = wrapped(&block.lead, width);
    let quoted = block
        .words
        .lines()
        .flat_map(|line| wrapped(line, width - 4));
    lines.extend(quoted.map(|line| format!("    {line}").trim_end().to_owned()));
    lines.extend(block.lines.iter().flat_map(|line| wrapped(line, width)));
    lines
}

/// Boxes side by side where they fit, else one to a line; all of the same weight.
fn boxes(boxes: &[String], width: usize) -> Vec<String> {
    let ticks: Vec<String> = boxes.iter().map(|answer| format!("[ ] {answer}")).collect();
    let row = ticks.join("     ");
    if row.chars().count() <= width {
        vec![row]
    } else {
        ticks
    }
}

fn framed(lines: &[String]) -> Vec<String> {
    let edge = format!("+{}+", "-".repeat(WIDTH - 2));
    let mut framed = vec![edge.clone()];
    framed.extend(lines.iter().map(|line| {
        let room = (WIDTH - 4).saturating_sub(line.chars().count());
        format!("| {line}{} |", " ".repeat(room))
    }));
    framed.push(edge);
    framed
}

/// Breaks a line between words; a word that is too long is broken where it must.
fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in line.split_whitespace() {
        let mut word: Vec<char> = word.chars().collect();
        let used = current.chars().count();
        if used > 0 && used + 1 + word.len() > width {
            lines.push(std::mem::take(&mut current));
        }
        while word.len() > width {
            lines.push(word.drain(..width).collect());
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.extend(word);
    }
    lines.push(current);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_long_words_where_they_must() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrapped("", 3), [""]);
    }
}
