//! A sheet as one page of HTML for printing: no scripts, no links, no pictures, every word of people escaped.

use super::{Block, FOOT, Item, Section, Sheet};

const STYLE: &str = "@page{size:A4;margin:18mm}body{font:12pt/1.45 sans-serif;max-width:174mm;margin:0 auto}\
h1{font-size:18pt}h2{font-size:14pt;margin:8mm 0 2mm}article{border:1px solid;border-radius:4mm;padding:4mm;\
margin:0 0 4mm;break-inside:avoid}article.decided{border-radius:0;border-width:3px}blockquote{margin:2mm 0 2mm 4mm;\
white-space:pre-wrap;unicode-bidi:plaintext}p{margin:1mm 0}ul{list-style:none;padding:0;display:flex;gap:8mm;\
flex-wrap:wrap}li::before{content:'\\2610\\00a0'}.line{border-bottom:1px solid;height:8mm}footer{border-top:1px solid;\
margin-top:6mm;padding-top:2mm;font-size:10pt}";

/// Lays a sheet out.
pub(super) fn lay_out(sheet: &Sheet) -> String {
    let notes: String = sheet
        .notes
        .iter()
        .map(|note| format!("<p>{}</p>", escaped(note)))
        .collect();
    let sections: String = sheet.sections.iter().map(section).collect();
    let foot: String = FOOT
        .iter()
        .map(|line| format!("<p>{}</p>", escaped(line)))
        .collect();
    let people = escaped(&sheet.people);
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{people}</title>\
         <style>{STYLE}</style></head>\n<body><h1>{people}</h1><p>Agreement number {}</p><p>Printed {}</p>{notes}\
         {sections}\n<footer>{foot}<p>Name</p><div class=\"line\"></div><p>Day</p><div class=\"line\"></div></footer>\
         </body></html>\n",
        escaped(&sheet.agreement),
        escaped(&sheet.printed.0)
    )
}

fn section(section: &Section) -> String {
    let items: String = section
        .items
        .iter()
        .map(|item| one(item, section.decided))
        .collect();
    format!("\n<h2>{}</h2>{items}", escaped(section.title))
}

fn one(item: &Item, decided: bool) -> String {
    let class = if decided { " class=\"decided\"" } else { "" };
    let blocks: String = item.blocks.iter().map(block).collect();
    let boxes: String = item
        .boxes
        .iter()
        .map(|answer| format!("<li>{}</li>", escaped(answer)))
        .collect();
    let answers = if item.boxes.is_empty() {
        String::new()
    } else {
        format!("<ul>{boxes}</ul><p>In my words:</p><div class=\"line\"></div>")
    };
    format!(
        "\n<article{class}><p><b>{}</b></p>{blocks}{answers}</article>",
        escaped(&item.standing)
    )
}

fn block(block: &Block) -> String {
    let lines: String = block
        .lines
        .iter()
        .map(|line| format!("<p>{}</p>", escaped(line)))
        .collect();
    let words = if block.words.is_empty() {
        String::new()
    } else {
        format!(
            "<blockquote dir=\"auto\">{}</blockquote>",
            escaped(&block.words)
        )
    };
    format!("<p>{}</p>{words}{lines}", escaped(&block.lead))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_markup() {
        assert_eq!(escaped("<script>'\"&"), "&lt;script&gt;&#39;&quot;&amp;");
    }
}
