//! Pictures that lead out of the folder, devour memory, or are none.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::Path;

use vanban_tests::dump::part;
use vanban_tests::guard::{Guard, guarded};
use vanban_tests::place;
use vanban_tests::runner::{Outcome, tree, vanban};

const OLD: &str = "an older good paper";
const GUARD: Guard = Guard { seconds: 120, memory: 1024 };

/// A picture that is one.
fn square() -> Vec<u8> {
    std::fs::read(place::tests().join("suite/o-vuong.png")).expect("the picture is there")
}

/// Builds an article that shows a file of these bytes.
fn shown(name: &str, bytes: &[u8]) -> Outcome {
    let folder =
        tree(&[("a.md", &format!("Một.\n\n![Hình]({name})\n")), ("a.pdf", OLD), ("a.docx", OLD)]);
    std::fs::write(folder.path().join(name), bytes).expect("the folder can be written");
    let made = guarded(folder.path(), GUARD, &["build", "a.md"]);
    assert!(matches!(made.code, Some(0 | 1)), "{name}: {:?} {}", made.code, made.stderr);
    for end in ["pdf", "docx"] {
        let paper = std::fs::read(folder.path().join(format!("a.{end}"))).expect("it is there");
        assert_eq!(paper == OLD.as_bytes(), made.code == Some(1), "{name}: {}", made.stderr);
    }
    made
}

fn refused(name: &str, bytes: &[u8], code: &str) {
    let made = shown(name, bytes);
    assert!(made.code == Some(1) && made.stderr.contains(code), "{name}: {}", made.stderr);
}

/// CRC-32 (PNG §5.5).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

/// A PNG of this size whose pixels are not there.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], content: &[u8]| {
        bytes.extend((content.len() as u32).to_be_bytes());
        let whole = [kind, content].concat();
        bytes.extend(&whole);
        bytes.extend(crc(&whole).to_be_bytes());
    };
    let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
    chunk(b"IHDR", &[&sides[..], &[8, 2, 0, 0, 0]].concat());
    chunk(b"IDAT", &[0x78, 0x9c, 3, 0, 0, 0, 0, 1]);
    chunk(b"IEND", b"");
    bytes
}

#[test]
fn sizes_beyond_the_limits_are_refused_before_memory_is_taken() {
    refused("lon.png", &png(50_000, 50_000), "[VB0305]");
    refused("rat-lon.png", &png(0x7fff_ffff, 0x7fff_ffff), "VB030");
    let mut gif = b"GIF89a".to_vec();
    gif.extend([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0x3b]);
    refused("khong-khung.gif", &gif, "VB030");
    // A canvas of 16,384 × 16,384 pixels (WebP VP8X).
    let mut webp = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0".to_vec();
    webp.extend([0, 0, 0, 0, 0xff, 0x3f, 0, 0xff, 0x3f, 0]);
    refused("bom.webp", &webp, "VB030");
    let mut bmp = b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
    bmp.extend([0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f, 1, 0, 24, 0]);
    bmp.extend([0; 24]);
    refused("lon.bmp", &bmp, "VB030");
}

#[test]
fn what_is_no_picture_or_a_damaged_one_is_refused_whatever_its_name() {
    let square = square();
    refused("rong.png", b"", "[VB0303]");
    refused("chu.png", b"no picture at all, but a text of some length", "[VB0303]");
    refused("cut.png", &square[..square.len() / 2], "[VB0303]");
    refused("pixels.png", &png(10, 10), "[VB0303]");
    refused("jpeg.png", b"\xff\xd8\xff\xe0\0\x10JFIF", "VB030");
    // Content counts, not the name.
    assert_eq!(shown("that.jpg", &square).code, Some(0));
    assert_eq!(shown("khong-duoi", &square).code, Some(0));
}

#[test]
fn hostile_drawings_are_refused_or_drawn_without_reading_anything() {
    let svg = |inner: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             width=\"100\" height=\"100\">{inner}</svg>"
        )
    };
    let entities: String = (1..10)
        .map(|at| format!("<!ENTITY l{at} \"{}\">", format!("&l{};", at - 1).repeat(10)))
        .collect();
    let laughs =
        format!("<!DOCTYPE svg [<!ENTITY l0 \"ha\">{entities}]>{}", svg("<text>&l9;</text>"));
    refused("cuoi.svg", laughs.as_bytes(), "VB030");
    let outside = "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>".to_owned();
    refused("xxe.svg", (outside + &svg("<text>&x;</text>")).as_bytes(), "VB030");
    let uses: String = (1..9)
        .map(|at| {
            let uses = format!("<use xlink:href=\"#g{}\"/>", at - 1).repeat(10);
            format!("<g id=\"g{at}\">{uses}</g>")
        })
        .collect();
    let uses = svg(&format!("<g id=\"g0\"><rect width=\"1\" height=\"1\"/></g>{uses}"));
    refused("dung.svg", uses.as_bytes(), "VB030");
    let deep = svg(&("<g>".repeat(100_000) + &"</g>".repeat(100_000)));
    refused("sau.svg", deep.as_bytes(), "VB030");
    for (name, inner) in [
        (
            "lien-ket.svg",
            "<image xlink:href=\"http://127.0.0.1:1/a.png\" width=\"9\" height=\"9\"/>",
        ),
        ("tep.svg", "<image xlink:href=\"/etc/passwd\" width=\"9\" height=\"9\"/>"),
        ("ma.svg", "<script>while(true){}</script><rect width=\"9\" height=\"9\"/>"),
        ("ngoai.svg", "<foreignObject width=\"9\" height=\"9\"><p>a</p></foreignObject>"),
        ("chu.svg", "<text x=\"9\" y=\"9\" font-family=\"Wingdings\">Tiếng Việt</text>"),
        (
            "loc.svg",
            "<filter id=\"f\"><feGaussianBlur stdDeviation=\"1e9\"/></filter>\
                     <rect width=\"99\" height=\"99\" filter=\"url(#f)\"/>",
        ),
    ] {
        let _ = shown(name, svg(inner).as_bytes());
    }
    let wide =
        svg("").replace("width=\"100\" height=\"100\"", "width=\"1000000\" height=\"1000000\"");
    let _ = shown("rong.svg", wide.as_bytes());
}

#[test]
fn addresses_of_other_places_are_never_followed() {
    let server = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    server.set_nonblocking(true).expect("it need not wait");
    let port = server.local_addr().expect("it has an address").port();
    let host = format!("127.0.0.1:{port}");
    let folder = tree(&[("bai/a.md", ""), ("a.pdf", OLD)]);
    std::fs::write(folder.path().join("x.png"), square()).expect("it can be written");
    let absolute = folder.path().join("x.png").display().to_string();
    let paths = [
        "../x.png".to_owned(),
        absolute.clone(),
        format!("file://{absolute}"),
        "C:\\x.png".to_owned(),
        "\\\\\\\\may\\\\x.png".to_owned(),
        "%2e%2e/x.png".to_owned(),
        "%252e%252e/x.png".to_owned(),
        "a/../../x.png".to_owned(),
        "..".to_owned(),
        format!("http://{host}/x.png"),
        format!("HTTPS://{host}/x.png"),
        format!("//{host}/x.png"),
        format!("ftp://{host}/x.png"),
        "data:image/png;base64,iVBORw0KGgo=".to_owned(),
        format!("data:image/png;base64,{}", "A".repeat(9 << 20)),
        format!("<http://{host}/x.png>"),
    ];
    let bai = folder.path().join("bai");
    for path in &paths {
        let html = format!("<img src=\"{path}\" alt=\"x\">");
        for text in [format!("Một.\n\n![x]({path})\n"), format!("Một.\n\n{html}\n")] {
            std::fs::write(bai.join("a.md"), &text).expect("it can be written");
            let made = vanban(&bai).args(["build", "a.md", "--strict", "--to", "pdf"]).run();
            let start: String = text.chars().take(60).collect();
            assert_eq!(made.code, Some(1), "{start}: {}", made.stderr);
            let codes = ["VB0301", "VB0302", "VB0304"];
            assert!(
                codes.iter().any(|code| made.stderr.contains(code)),
                "{start}: {}",
                made.stderr
            );
            assert!(!bai.join("a.pdf").exists(), "{start}");
        }
    }
    let hit = server.accept();
    assert!(hit.is_err_and(|error| error.kind() == ErrorKind::WouldBlock), "somebody called");
}

#[test]
#[cfg(target_os = "linux")]
fn pipes_devices_and_folders_are_no_pictures_and_are_not_waited_for() {
    let folder = tree(&[("a.md", ""), ("thu-muc/x", "")]);
    let at = |name: &str| folder.path().join(name);
    let made = std::process::Command::new("mkfifo").arg(at("ong.png")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo of coreutils");
    std::os::unix::fs::symlink("/dev/zero", at("khong.png")).expect("a link");
    std::os::unix::fs::symlink("vong.png", at("vong.png")).expect("a link");
    for name in ["ong.png", "khong.png", "thu-muc", "vong.png"] {
        std::fs::write(at("a.md"), format!("![x]({name})\n")).expect("it can be written");
        let made = guarded(folder.path(), GUARD, &["build", "a.md", "--to", "pdf"]);
        assert_eq!(made.code, Some(1), "{name}: {}", made.stderr);
        assert!(made.stderr.contains("[VB030"), "{name}: {}", made.stderr);
    }
}

#[test]
#[cfg(unix)]
fn no_link_leads_out_of_the_folder_not_even_one_that_changes_meanwhile() {
    let folder = tree(&[("bai/a.md", ""), ("ngoai/bi-mat.png", "")]);
    let bai = folder.path().join("bai");
    // A picture inside is red, the one outside blue: what is shown tells where it was read.
    std::fs::write(bai.join("trong.png"), square()).expect("it can be written");
    let secret = [&square()[..], b"bi mat"].concat();
    std::fs::write(folder.path().join("ngoai/bi-mat.png"), &secret).expect("it can be written");
    let link = |to: &str, name: &str| {
        let _ = std::fs::remove_file(bai.join(name));
        std::os::unix::fs::symlink(to, bai.join(name)).expect("a link");
    };
    let build = || vanban(&bai).args(["build", "a.md", "--to", "docx"]).run();
    link("trong.png", "h.png");
    std::fs::write(bai.join("a.md"), "![x](h.png)\n").expect("it can be written");
    assert_eq!(build().code, Some(0));
    for (to, path) in [
        ("../ngoai/bi-mat.png", "h.png"),
        ("../ngoai", "h.png/bi-mat.png"),
        ("/", "h.png/etc/passwd"),
    ] {
        link(to, "h.png");
        std::fs::write(bai.join("a.md"), format!("![x]({path})\n")).expect("it can be written");
        let made = build();
        assert!(made.code == Some(1) && made.stderr.contains("[VB030"), "{to}: {}", made.stderr);
    }
    // A second name of a file is a file of the folder.
    let _ = std::fs::remove_file(bai.join("h.png"));
    std::fs::hard_link(bai.join("trong.png"), bai.join("h.png")).expect("a hard link");
    std::fs::write(bai.join("a.md"), "![x](h.png)\n").expect("it can be written");
    assert_eq!(build().code, Some(0));
    // A link is turned to and fro while articles are built.
    let stop = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                for to in ["trong.png", "../ngoai/bi-mat.png"] {
                    std::os::unix::fs::symlink(to, bai.join("moi")).expect("a link");
                    std::fs::rename(bai.join("moi"), bai.join("h.png")).expect("it replaces");
                }
            }
        });
        for _ in 0..20 {
            if build().code == Some(0) {
                let docx = std::fs::read(bai.join("a.docx")).expect("it was written");
                let leaked = docx.windows(6).any(|part| part == b"bi mat");
                assert!(!leaked, "a picture from outside is in the paper");
            }
        }
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
#[cfg(target_os = "linux")]
fn names_are_found_however_their_letters_are_composed_and_capitals_count() {
    let (composed, decomposed) = ("hình/ảnh.png", "hi\u{300}nh/a\u{309}nh.png");
    for (own, written) in [(composed, decomposed), (decomposed, composed), (composed, composed)] {
        let folder = tree(&[("a.md", &format!("# Một\n\n![x]({written})\n")), (own, "")]);
        std::fs::write(folder.path().join(own), square()).expect("it can be written");
        let made = vanban(folder.path()).args(["build", "a.md", "--to", "pdf"]).run();
        assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""), "{own} {written}");
    }
    let folder = tree(&[("a.md", "![x](Anh.PNG)\n"), ("anh.png", "")]);
    std::fs::write(folder.path().join("anh.png"), square()).expect("it can be written");
    let made = vanban(folder.path()).args(["build", "a.md", "--to", "pdf"]).run();
    assert_eq!(made.code, Some(1), "{}", made.stderr);
    assert!(made.stderr.contains("did you mean `anh.png`?"), "{}", made.stderr);
}

/// A tree whose articles share pictures.
fn project() -> tempfile::TempDir {
    let folder = tree(&[
        ("du-an/bai/nam/a.md", "# Một\n\n![x](../../img/x.png)\n\n![y](y.png)\n"),
        ("du-an/img/x", ""),
        ("ngoai/x", ""),
    ]);
    for name in ["du-an/img/x.png", "du-an/bai/nam/y.png", "ngoai/z.png"] {
        std::fs::write(folder.path().join(name), square()).expect("it can be written");
    }
    folder
}

#[test]
fn pictures_may_lie_anywhere_below_a_root_that_is_named() {
    let folder = project();
    let at = |path: &str| folder.path().join(path);
    let build = |here: &Path, args: &[&str]| vanban(here).args([&["build"], args].concat()).run();
    let article = ["du-an/bai/nam/a.md", "--to", "pdf"];
    let made = build(folder.path(), &article);
    assert!(made.code == Some(1) && made.stderr.contains("--root DIR"), "{}", made.stderr);
    let rooted = |root: &str| build(folder.path(), &[&article[..], &["--root", root]].concat());
    for root in ["du-an", ".", "./du-an/bai/.."] {
        let made = rooted(root);
        assert_eq!((made.code, made.stderr.as_str()), (Some(0), ""), "{root}");
    }
    let made = rooted("du-an/bai");
    assert!(made.code == Some(1) && made.stderr.contains("[VB0302]"), "{}", made.stderr);
    let made = rooted("ngoai");
    assert!(
        made.code == Some(1) && made.stderr.contains("not lie below the root"),
        "{}",
        made.stderr
    );
    // Of a configuration, from whatever folder it is built.
    std::fs::write(at("du-an/vanban.toml"), "root = \".\"\n").expect("it can be written");
    assert_eq!(build(folder.path(), &article).code, Some(0));
    assert_eq!(build(&at("du-an/bai/nam"), &["a.md"]).code, Some(0));
    let made = vanban(&at("du-an/bai/nam"))
        .args(["check", "a.md", "--no-config"])
        .env("VANBAN_ROOT", "../..");
    assert_eq!(made.run().code, Some(0));
    // Out of the root nothing leads.
    for path in ["../../../ngoai/z.png", "../../../../z.png"] {
        std::fs::write(at("du-an/bai/nam/a.md"), format!("![x]({path})\n")).expect("written");
        let made = build(folder.path(), &article);
        assert!(made.code == Some(1) && made.stderr.contains("[VB0302]"), "{}", made.stderr);
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../../ngoai/z.png", at("du-an/img/z.png")).expect("a link");
        std::fs::write(at("du-an/bai/nam/a.md"), "![x](../../img/z.png)\n").expect("written");
        let made = build(folder.path(), &article);
        assert!(made.code == Some(1) && made.stderr.contains("[VB0302]"), "{}", made.stderr);
    }
}

#[test]
#[cfg(unix)]
fn odd_names_and_links_are_escaped_and_dangerous_schemes_dropped() {
    let names = ["a\"b'.png", "a]]>&lt;.png", "😀 .png", "a(b).png"];
    let folder = tree(&[("a.md", "")]);
    let mut text = String::new();
    for name in names {
        std::fs::write(folder.path().join(name), square()).expect("it can be written");
        text.push_str(&format!(
            "![{}](<{}>)\n\n",
            "]]>&\"'".replace(']', "\\]"),
            name.replace('&', "&amp;")
        ));
    }
    let long = format!("http://a/{}", "x".repeat(65_536));
    text.push_str(&format!("[d]({long}) [q](<http://a/\"'()\\]]>&amp;)>)\n"));
    std::fs::write(folder.path().join("a.md"), &text).expect("it can be written");
    let made = vanban(folder.path()).args(["build", "a.md"]).run();
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    for scheme in ["javascript:alert(1)", "file:///etc/passwd", "JaVaScRiPt:x", "vbscript:x"] {
        let text = format!("[a]({scheme}) <a href=\"{scheme}\">b</a>\n");
        std::fs::write(folder.path().join("a.md"), text).expect("it can be written");
        let made = vanban(folder.path()).args(["build", "a.md"]).run();
        assert!(made.stderr.contains("[VB0502]"), "{scheme}: {}", made.stderr);
        let docx = folder.path().join("a.docx");
        let targets = part(&docx, "word/_rels/document.xml.rels").expect("the part is there");
        let targets = String::from_utf8(targets).expect("XML is UTF-8").to_lowercase();
        assert!(!targets.contains(&scheme.to_lowercase()), "{scheme}");
    }
}
