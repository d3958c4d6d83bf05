//! What an SVG page holds.

use super::{Svg, escaped};
use crate::trial::{Trial, run};
use crate::{Pages, PreviewError};
use vanban_fonts::{FaceId, FontLibrary};
use vanban_layout::{Item, Link, LinkArea, LinkTarget, Point, Size, Tag};
use vanban_theme::{Color, Pt};

fn page(trial: &Trial) -> String {
    let fonts = FontLibrary::bundled();
    let pages = Pages { layout: &trial.layout, fonts, images: &trial.images };
    Svg::new(pages).page(0).expect("the page can be drawn")
}

#[test]
fn a_glyph_is_drawn_by_one_outline_however_often_it_stands() {
    let mut trial = Trial::default();
    let text = run(FaceId(0), Pt(14.0), "ana");
    trial.content(Tag::Paragraph, None, Point::new(Pt(10.0), Pt(40.0)), Item::Run(text));
    let svg = page(&trial);
    assert_eq!(svg.matches("<path ").count(), 2);
    assert_eq!(svg.matches("<use ").count(), 3);
    assert!(svg.contains("translate(10 40)"), "{svg}");
}

#[test]
fn runs_of_a_line_are_one_text_and_keep_their_words() {
    let mut trial = Trial::default();
    let line = |trial: &mut Trial, x: f32, y: f32, text: &str| {
        let run = run(FaceId(0), Pt(14.0), text);
        trial.content(Tag::Heading(1), None, Point::new(Pt(x), Pt(y)), Item::Run(run));
    };
    line(&mut trial, 10.0, 40.0, "Đất & ");
    line(&mut trial, 60.0, 40.0, "<nước>");
    line(&mut trial, 10.0, 60.0, "Việt");
    let svg = page(&trial);
    assert_eq!(svg.matches("<text ").count(), 2);
    assert_eq!(svg.matches("role=\"heading\" aria-level=\"1\"").count(), 2);
    assert!(svg.contains("Đất &amp; </tspan>") && svg.contains(">&lt;nước&gt;<"), "{svg}");
}

#[test]
fn furniture_is_read_by_no_one_and_pictures_are_told() {
    let mut trial = Trial::default();
    let at = Point::new(Pt(10.0), Pt(40.0));
    trial.item(at, Item::Run(run(FaceId(0), Pt(14.0), "Trang")));
    let picture = trial.picture([1, 2, 3]);
    trial.content(Tag::Figure, Some("Sơ đồ \"A\""), at, picture.clone());
    trial.content(Tag::Figure, None, at, picture);
    let svg = page(&trial);
    assert_eq!(svg.matches("data:image/png;base64,YSBmaWxl").count(), 1);
    assert_eq!(svg.matches("#p0").count(), 2);
    assert_eq!(svg.matches("scale(20 10)").count(), 2);
    assert_eq!(svg.matches("role=\"img\"").count(), 1);
    assert!(svg.contains("<title>Sơ đồ &quot;A&quot;</title>"), "{svg}");
    let hidden = svg.rfind("aria-hidden").expect("furniture is hidden");
    assert!(svg[hidden..].contains("Trang"));
}

#[test]
fn links_lead_out_and_colours_stay() {
    let mut trial = Trial::default();
    let mut text = run(FaceId(0), Pt(14.0), "a");
    text.color = Color::rgb(5, 99, 193);
    trial.item(Point::new(Pt(10.0), Pt(40.0)), Item::Run(text));
    let target = LinkTarget::Url("https://a.vn/?b=1&c=2".to_owned());
    trial.layout.links.push(Link { target, contents: "A".to_owned() });
    let size = Size::new(Pt(8.0), Pt(14.0));
    trial.item(Point::new(Pt(10.0), Pt(30.0)), Item::Link(LinkArea { size, link: 0 }));
    let svg = page(&trial);
    assert!(svg.contains("<a xlink:href=\"https://a.vn/?b=1&amp;c=2\">"), "{svg}");
    assert!(svg.contains("fill=\"#0563C1\""), "{svg}");
}

#[test]
fn what_is_not_there_is_an_error() {
    let mut trial = Trial::default();
    let picture = trial.picture([0; 3]);
    trial.images.entries.clear();
    trial.item(Point::default(), picture);
    let fonts = FontLibrary::bundled();
    let pages = Pages { layout: &trial.layout, fonts, images: &trial.images };
    let mut svg = Svg::new(pages);
    assert!(matches!(svg.page(0), Err(PreviewError::MissingPicture(0))));
    assert!(matches!(svg.page(1), Err(PreviewError::NoPage(1))));
}

#[test]
fn xml_holds_every_text() {
    assert_eq!(escaped("a\u{1}\u{FFFF}\n\"'"), "a\u{FFFD}\u{FFFD}&#10;&quot;'");
}
