//! Pictures of pages look as poppler draws the PDF of the same article.

use std::ffi::OsStr;
use std::path::Path;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::Document;
use resvg::usvg::{Options, Tree};
use vanban_tests::oracle::poppler;
use vanban_tests::papers::{REFERENCE, every, samples, suite};
use vanban_tests::picture::{Picture, similarity};
use vanban_tests::runner::Outcome;
use vanban_tests::tool::{Tool, present};
use vanban_tests::{dump, place, runner};

/// How alike our drawing of a page and poppler's are at least.
const ALIKE: f64 = 0.97;

fn preview<S: AsRef<OsStr>>(article: &Path, args: &[S]) -> Outcome {
    let run = runner::vanban(place::root()).args([OsStr::new("preview"), article.as_os_str()]);
    run.args(args.iter().map(AsRef::as_ref)).run()
}

/// Pages of an article, drawn into a folder of their own.
fn drawn(article: &Path, args: &[&str]) -> (tempfile::TempDir, Vec<Picture>) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut words: Vec<&OsStr> = args.iter().map(OsStr::new).collect();
    words.extend([OsStr::new("-o"), folder.path().as_os_str()]);
    let made = preview(article, &words);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    let pictures = Picture::folder(folder.path());
    (folder, pictures)
}

fn alike(ours: &[Picture], theirs: &[Picture]) -> Result<(), String> {
    if ours.len() != theirs.len() {
        return Err(format!("{} pages for {}", ours.len(), theirs.len()));
    }
    for (page, (one, other)) in (1..).zip(ours.iter().zip(theirs)) {
        match similarity(one, other) {
            Some(similarity) if similarity >= ALIKE => {}
            other => return Err(format!("page {page}: {other:?}")),
        }
    }
    Ok(())
}

#[test]
fn every_page_of_every_sample_looks_as_poppler_draws_it() {
    if !present(&[Tool::Poppler]) {
        return;
    }
    every(samples(), |paper| {
        let ours = drawn(&paper.article, &[]).1;
        alike(&ours, &poppler::drawn(&paper.pdf, 96))
    });
}

#[test]
fn small_articles_look_alike_at_a_printers_resolution() {
    if !present(&[Tool::Poppler]) {
        return;
    }
    let few = ["code-colors", "cover", "figure", "math", "sections", "table-spans"];
    every(suite().iter().filter(|paper| few.contains(&paper.name.as_str())), |paper| {
        let ours = drawn(&paper.article, &["--dpi", "150"]).1;
        alike(&ours, &poppler::drawn(&paper.pdf, 150))
    });
}

/// The pages whose pixels are kept: text, formulas, borders and grounds of tables.
const KEPT: [&str; 3] = ["inline", "math", "table-spans"];

#[test]
fn pixels_are_as_accepted() {
    every(suite().iter().filter(|paper| KEPT.contains(&paper.name.as_str())), |paper| {
        let (folder, pages) = drawn(&paper.article, &["--dpi", "40", "--page", "1"]);
        let file = std::fs::read_dir(folder.path()).expect("the folder is there").next();
        let file = file.expect("a page was drawn").expect("a folder can be listed").path();
        let accepted = place::reference(&format!("{}.preview.png", paper.name));
        if dump::accepting() {
            std::fs::copy(&file, &accepted).expect("accepted outputs can be written");
        }
        let accepted = std::fs::read(&accepted).map_err(|error| error.to_string())?;
        // Pixels, not bytes: how a file is deflated is the library's business.
        if pages[0] == Picture::read(&accepted) {
            return Ok(());
        }
        let alike = similarity(&pages[0], &Picture::read(&accepted));
        Err(format!("drawn differently ({alike:?}): look at it, then VANBAN_ACCEPT=1"))
    });
}

/// An SVG page as resvg draws it, an inch of so many pixels.
fn rendered(svg: &str, dpi: f32) -> Picture {
    let tree = Tree::from_str(svg, &Options::default()).expect("an SVG file");
    // The sides in points are read as pixels of CSS, of which an inch has 96.
    let scale = dpi / 96.0;
    let side = |length: f32| (length * scale - 0.01).ceil() as u32;
    let (width, height) = (side(tree.size().width()), side(tree.size().height()));
    let mut pixmap = Pixmap::new(width, height).expect("a page is not that large");
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let rgb = pixmap.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]);
    Picture::new(width as usize, height as usize, rgb.collect())
}

fn svg(article: &Path, args: &[&str]) -> Vec<String> {
    let (folder, _) = drawn(article, &[&["--to", "svg"], args].concat());
    let entries = std::fs::read_dir(folder.path()).expect("the folder is there");
    let mut files: Vec<_> =
        entries.map(|entry| entry.expect("a folder can be listed").path()).collect();
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).expect("it is UTF-8")).collect()
}

#[test]
fn an_svg_page_looks_as_its_pixels_do() {
    for name in ["math", "svg", "table-spans"] {
        let article = place::tests().join("suite").join(name).with_extension("md");
        let pixels = drawn(&article, &["--dpi", "288", "--page", "1"]).1;
        let page = rendered(&svg(&article, &["--page", "1"])[0], 288.0);
        // Baselines of pixels stand on whole ones: compared where that is a third of a pixel.
        let alike = similarity(&pixels[0].smaller(3), &page.smaller(3));
        assert!(alike.is_some_and(|alike| alike >= ALIKE), "{name}: {alike:?}");
    }
}

/// The characters of a text, without the blanks, sorted.
fn characters(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    characters.sort_unstable();
    characters
}

#[test]
fn svg_pages_hold_all_text_that_the_pdf_holds() {
    if !present(&[Tool::Poppler]) {
        return;
    }
    // What poppler reads of formulas differs from what they are made of.
    every(samples().iter().filter(|paper| paper.name != REFERENCE), |paper| {
        let pages = svg(&paper.article, &[]);
        let theirs = poppler::pages(&paper.pdf);
        if pages.len() != theirs.len() {
            return Err(format!("{} pages for {}", pages.len(), theirs.len()));
        }
        for (page, (svg, theirs)) in (1..).zip(pages.iter().zip(&theirs)) {
            let document = Document::parse(svg).map_err(|error| format!("{page}: {error}"))?;
            let texts = document.descendants().filter(|node| node.has_tag_name("tspan"));
            let ours: String = texts.filter_map(|node| node.text()).collect();
            if characters(&ours) != characters(theirs) {
                return Err(format!("page {page}: {ours}\nfor\n{theirs}"));
            }
        }
        Ok(())
    });
}

#[test]
fn every_svg_page_of_the_reference_is_whole_and_names_only_what_it_holds() {
    every(samples().iter().filter(|paper| paper.name == REFERENCE), |paper| {
        for (page, svg) in (1..).zip(svg(&paper.article, &[])) {
            let document = Document::parse(&svg).map_err(|error| format!("{page}: {error}"))?;
            let ids: Vec<&str> =
                document.descendants().filter_map(|node| node.attribute("id")).collect();
            let xlink = "http://www.w3.org/1999/xlink";
            for node in document.descendants().filter(|node| node.has_tag_name("use")) {
                let name = node.attribute((xlink, "href")).unwrap_or_default();
                if !ids.contains(&name.trim_start_matches('#')) {
                    return Err(format!("page {page}: {name}"));
                }
            }
        }
        Ok(())
    });
}

const ARTICLE: &str = "# Thử\n\nMột đoạn văn.\n\n\\newpage\n\nHai.\n\n\\newpage\n\nBa.\n";

/// A folder that holds `a.md`, an article of three pages.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(folder.path().join("a.md"), ARTICLE).expect("the folder can be written");
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.expect("a folder can be listed").file_name().into_string().expect("UTF-8")
    };
    let mut names: Vec<String> = entries.map(name).collect();
    names.sort();
    names
}

#[test]
fn pages_stand_beside_the_article_in_a_folder_in_a_file_or_on_standard_output() {
    let folder = folder();
    let run = |words: &[&str]| {
        let made = runner::vanban(folder.path()).args(["preview", "a.md"]).args(words).run();
        assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""), "{words:?}");
        made.stdout
    };
    assert!(run(&["--page", "1,3", "--dpi", "20"]).is_empty());
    assert_eq!(names(folder.path()), ["a-1.png", "a-3.png", "a.md"]);
    assert!(run(&["-o", "ra/x", "--to", "svg"]).is_empty());
    assert_eq!(names(&folder.path().join("ra/x")), ["a-1.svg", "a-2.svg", "a-3.svg"]);
    assert!(run(&["-o", "hai.png", "--page", "2", "--dpi", "20"]).is_empty());
    let file = std::fs::read(folder.path().join("hai.png")).expect("it was written");
    assert_eq!(Picture::read(&file).width, 166);
    assert_eq!(run(&["-o", "-", "--page", "2", "--dpi", "20"]), file);
}

#[test]
fn what_makes_no_sense_is_refused_and_writes_nothing() {
    let folder = folder();
    for (words, told) in [
        ("--page 4", "there is no page 4: the article has 3 pages"),
        ("--page 0", "`0` is no page or range of pages"),
        ("--page 2-1", "`2-1` is no page or range of pages"),
        ("-o a.png", "one output cannot hold 3 pages"),
        ("-o -", "one output cannot hold 3 pages"),
        ("--to svg --dpi 96", "SVG pages have no resolution"),
        ("--dpi 9", "9 is not in 10..=1200"),
    ] {
        let run = runner::vanban(folder.path()).args(["preview", "a.md"]);
        let made = run.args(words.split(' ')).run();
        assert_eq!(made.code, Some(2), "{words}: {}", made.stderr);
        assert!(made.stderr.contains(told), "{words}: {}", made.stderr);
    }
    assert_eq!(names(folder.path()), ["a.md"]);
}

#[test]
fn an_article_with_an_error_is_told_as_by_build() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    std::fs::write(folder.path().join("a.md"), "![A](thieu.png)\n").expect("it can be written");
    let run = |command: &str| runner::vanban(folder.path()).args([command, "a.md"]).run();
    let (built, drawn) = (run("build"), run("preview"));
    assert_eq!((drawn.code, &drawn.stderr), (Some(1), &built.stderr));
    assert_eq!(names(folder.path()), ["a.md"]);
}
