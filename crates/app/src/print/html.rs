//! A sheet as one page of HTML for printing: no scripts, no links, no pictures, every word of people escaped.

use crate::view::{PaperAppeal, PaperBlock, PaperItem, PaperSection, PaperView};

const STYLE: &str = "@page{size:A4;margin:18mm}body{font:12pt/1.45 sans-serif;max-width:174mm;margin:0 auto}\
h1{font-size:18pt}h2{font-size:14pt;margin:8mm 0 2mm}article{border:1px solid;border-radius:4mm;padding:4mm;\
margin:0 0 4mm;break-inside:avoid}article.decided{border-radius:0;border-width:3px}blockquote{margin:2mm 0 2mm 4mm;\
white-space:pre-wrap;unicode-bidi:plaintext}p{margin:1mm 0}ul{list-style:none;padding:0;display:flex;gap:8mm;\
flex-wrap:wrap}li::before{content:'\\2610\\00a0'}.line{border-bottom:1px solid;height:8mm}footer{border-top:1px solid;\
margin-top:6mm;padding-top:2mm;font-size:10pt}";

/// What is larger in large letters.
const LARGE: &str = "body{font-size:18pt}h1{font-size:26pt}h2{font-size:21pt}footer{font-size:16pt}.line{height:12mm}";

/// Lays a sheet out.
pub(super) fn lay_out(sheet: &PaperView, large: bool) -> String {
    let paragraphs = |lines: &[String]| -> String {
        lines
            .iter()
            .map(|line| format!("<p>{}</p>", escaped(line)))
            .collect()
    };
    let sections: String = sheet.sections.iter().map(section).collect();
    let people = escaped(&sheet.people);
    let size = if large { LARGE } else { "" };
    let end = match &sheet.appeal {
        Some(form) => appeal(form),
        None => paragraphs(&sheet.foot),
    };
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{people}</title>\
         <style>{STYLE}{size}</style></head>\n<body><h1>{people}</h1>{}\
         {sections}\n<footer>{end}<p>{}</p><div class=\"line\"></div><p>{}</p><div class=\"line\"></div></footer>\
         </body></html>\n",
        escaped(&sheet.language),
        paragraphs(&sheet.head),
        escaped(&sheet.name),
        escaped(&sheet.day)
    )
}

fn appeal(form: &PaperAppeal) -> String {
    format!(
        "<p><b>{}</b></p><p>{}</p><div class=\"line\"></div><div class=\"line\"></div><div class=\"line\"></div>\
         <p>{}</p>",
        escaped(&form.says),
        escaped(&form.why),
        escaped(&form.send)
    )
}

fn section(section: &PaperSection) -> String {
    let items: String = section
        .items
        .iter()
        .map(|item| one(item, section.decided))
        .collect();
    format!("\n<h2>{}</h2>{items}", escaped(&section.title))
}

fn one(item: &PaperItem, decided: bool) -> String {
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
        format!(
            "<ul>{boxes}</ul><p>{}</p><div class=\"line\"></div>",
            escaped(&item.own_words)
        )
    };
    format!(
        "\n<article{class}><p><b>{}</b></p>{blocks}{answers}</article>",
        escaped(&item.standing)
    )
}

fn block(block: &PaperBlock) -> String {
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
