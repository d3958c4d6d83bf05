//! Colours as inks of a press: sRGB through the profile of the press to cyan, magenta, yellow and black.
//!
//! Greys, black text among them, are black ink alone: four inks on a thin stroke never meet. Pictures
//! go through the same profile (`image_inks`), drawings too, and what blends blends in these inks, so
//! that no colour is left to be mapped by somebody else. `DeviceCMYK` stands only beside the intent
//! that gives it a meaning (ISO 19005-2 §6.2.4.3).

use std::sync::Arc;

use lopdf::{Document, Object};
use moxcms::{
    ColorProfile, DataColorSpace, Layout, ProfileClass, Transform8BitExecutor, TransformOptions,
};
use vanban_theme::Color;

use crate::object::{Deflater, deflated, dict, name, round, text};

/// What profiles are called that do not say what they are.
const NAMELESS: &str = "Custom";

/// The ICC profile of a press that prints with four inks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputProfile {
    bytes: Arc<[u8]>,
}

impl OutputProfile {
    /// A profile from its file.
    ///
    /// # Errors
    /// What is wrong with it: it is no profile, not of a printer, not of four inks, or has no table
    /// from colours to inks.
    pub fn read(bytes: &[u8]) -> Result<OutputProfile, &'static str> {
        let profile = OutputProfile { bytes: Arc::from(bytes) };
        Inks::of(&profile)?;
        Ok(profile)
    }
}

/// Turns colours into inks.
pub(crate) struct Inks {
    transform: Arc<Transform8BitExecutor>,
}

impl Inks {
    /// The inks of a press.
    pub(crate) fn of(profile: &OutputProfile) -> Result<Inks, &'static str> {
        let press =
            ColorProfile::new_from_slice(&profile.bytes).map_err(|_| "it is no ICC profile")?;
        if press.color_space != DataColorSpace::Cmyk {
            return Err("it is no profile of the four inks of a press (CMYK)");
        }
        // ISO 19005-2 §6.2.3 and ISO 15930-7 want the profile of an output device, of ICC.1.
        if press.profile_class != ProfileClass::OutputDevice {
            return Err("it is no profile of a press");
        }
        if profile.bytes.get(8).is_none_or(|major| *major >= 5) {
            return Err("it is of a later version than ICC.1:2010 (4.3)");
        }
        let transform = ColorProfile::new_srgb()
            .create_transform_8bit(Layout::Rgb, &press, Layout::Rgba, TransformOptions::default())
            .map_err(|_| "it cannot turn colours into inks")?;
        let inks = Inks { transform };
        inks.mapped([255, 0, 0]).ok_or("it cannot turn colours into inks")?;
        Ok(inks)
    }

    fn mapped(&self, rgb: [u8; 3]) -> Option<[u8; 4]> {
        let mut inks = [0; 4];
        self.transform.transform(&rgb, &mut inks).ok()?;
        Some(inks)
    }

    /// The inks, four bytes a pixel, of eight-bit RGB samples; none where the profile fails.
    pub(crate) fn mapped_all(&self, rgb: &[u8]) -> Option<Vec<u8>> {
        let mut inks = vec![0; rgb.len() / 3 * 4];
        self.transform.transform(rgb, &mut inks).ok()?;
        Some(inks)
    }

    /// The inks, in 255ths, of the colours of a palette; of a grey, black alone.
    pub(crate) fn of_palette(&self, rgb: &[u8]) -> Vec<u8> {
        let colors = rgb.chunks_exact(3).map(|color| Color::rgb(color[0], color[1], color[2]));
        colors.flat_map(|color| self.mix(color).map(|ink| (ink * 255.0).round() as u8)).collect()
    }

    /// The inks of a colour, from 0 to 1; of a grey, black alone.
    pub(crate) fn mix(&self, color: Color) -> [f32; 4] {
        let share = |level: u8| round(f32::from(level) / 255.0);
        let Color { r, g, b } = color;
        if r == g && g == b {
            return [0.0, 0.0, 0.0, share(255 - r)];
        }
        match self.mapped([r, g, b]) {
            Some(inks) => inks.map(share),
            // The profile was tried: what it cannot say of one colour is said without it.
            None => {
                let most = r.max(g).max(b);
                let ink = |level: u8| round(1.0 - f32::from(level) / f32::from(most.max(1)));
                [ink(r), ink(g), ink(b), share(255 - most)]
            }
        }
    }
}

/// Lets groups that blend do it in inks: a space of another device has no meaning beside the intent
/// (ISO 19005-2 §6.2.4.3).
pub(crate) fn settle(doc: &mut Document) {
    for object in doc.objects.values_mut() {
        let entries = match object {
            Object::Stream(stream) => &mut stream.dict,
            Object::Dictionary(entries) => entries,
            _ => continue,
        };
        let group = entries.get_mut(b"Group").and_then(Object::as_dict_mut);
        if let Ok(group) = group
            && group.has(b"CS")
        {
            group.set("CS", name("DeviceCMYK"));
        }
    }
}

/// The output intents of a press (ISO 32000-2 §14.11.5): that of PDF/A, and that of PDF/X where it is
/// asked for, which share one profile (ISO 19005-2 §6.2.3).
pub(crate) fn intents(
    doc: &mut Document,
    profile: &OutputProfile,
    press: bool,
    deflater: &mut Deflater,
) -> Object {
    let stream = deflated(dict([("N", Object::Integer(4))]), &profile.bytes, deflater);
    let stream = doc.add_object(stream);
    let about = description(&profile.bytes).unwrap_or_else(|| NAMELESS.to_owned());
    let kinds: &[&str] = if press { &["GTS_PDFX", "GTS_PDFA1"] } else { &["GTS_PDFA1"] };
    let intent = |kind: &&str| {
        let intent = dict([
            ("Type", name("OutputIntent")),
            ("S", name(kind)),
            ("OutputConditionIdentifier", text(&about)),
            ("Info", text(&about)),
            ("DestOutputProfile", Object::Reference(stream)),
        ]);
        intent.into()
    };
    Object::Array(kinds.iter().map(intent).collect())
}

/// What a profile says of itself (ICC.1:2001-04 §6.5.17, ICC.1:2004 §10.13).
fn description(bytes: &[u8]) -> Option<String> {
    let word = |at: usize| {
        let four = bytes.get(at..at.checked_add(4)?)?;
        Some(u32::from_be_bytes(four.try_into().ok()?) as usize)
    };
    let tags = word(128)?.min(200);
    let at = (0..tags)
        .map(|tag| 132 + tag * 12)
        .find(|at| bytes.get(*at..*at + 4).is_some_and(|name| name == b"desc"))?;
    let (start, size) = (word(at + 4)?, word(at + 8)?);
    let part = bytes.get(start..start.checked_add(size)?)?;
    let about = match part.get(..4)? {
        b"desc" => {
            let length = u32::from_be_bytes(part.get(8..12)?.try_into().ok()?) as usize;
            String::from_utf8_lossy(part.get(12..12_usize.checked_add(length)?)?).into_owned()
        }
        b"mluc" => {
            let field = |at: usize| {
                Some(u32::from_be_bytes(part.get(at..at + 4)?.try_into().ok()?) as usize)
            };
            let (length, from) = (field(20)?, field(24)?);
            let pairs = part.get(from..from.checked_add(length)?)?.chunks_exact(2);
            let units: Vec<u16> =
                pairs.map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => return None,
    };
    let about: String = about.chars().filter(|c| !c.is_control()).take(120).collect();
    let about = about.trim().to_owned();
    (!about.is_empty()).then_some(about)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Inks, OutputProfile, description};
    use crate::press::Press;
    use crate::trial::{Reader, Trial, body, run};
    use crate::{PdfOptions, write_pdf};
    use lopdf::Document;
    use vanban_fonts::FontLibrary;
    use vanban_layout::{Item, Point};
    use vanban_theme::{Color, Pt};

    /// A profile of four inks with tables of two points a side: L, a and b to inks and back.
    pub(crate) fn profile() -> Vec<u8> {
        let table = |inputs: u8, outputs: u8| {
            let mut part = b"mft1\0\0\0\0".to_vec();
            part.extend([inputs, outputs, 2, 0]);
            for at in 0..9 {
                part.extend(if at % 4 == 0 { 65536_i32 } else { 0 }.to_be_bytes());
            }
            (0..inputs).for_each(|_| part.extend(0..=255_u8));
            let points = 1_usize << inputs;
            for point in 0..points {
                let high = |bit: u8| if point >> (inputs - 1 - bit) & 1 == 1 { 255 } else { 0 };
                part.extend((0..outputs).map(|out| 255 - high(out.min(inputs - 1))));
            }
            (0..outputs).for_each(|_| part.extend(0..=255_u8));
            part.resize(part.len().next_multiple_of(4), 0);
            part
        };
        let mut about = b"desc\0\0\0\0\0\0\0\x06Press\0".to_vec();
        about.resize(104, 0);
        let white: Vec<u8> =
            [63190_i32, 65536, 54061].iter().flat_map(|value| value.to_be_bytes()).collect();
        let white = [b"XYZ \0\0\0\0".to_vec(), white].concat();
        let (to, from) = (table(4, 3), table(3, 4));
        let tags: [(&[u8; 4], &Vec<u8>); 8] = [
            (b"desc", &about),
            (b"wtpt", &white),
            (b"A2B0", &to),
            (b"A2B1", &to),
            (b"A2B2", &to),
            (b"B2A0", &from),
            (b"B2A1", &from),
            (b"B2A2", &from),
        ];
        let mut index = (tags.len() as u32).to_be_bytes().to_vec();
        let mut parts: Vec<u8> = Vec::new();
        let start = 128 + 4 + tags.len() * 12;
        for (tag, part) in tags {
            index.extend(tag);
            index.extend(((start + parts.len()) as u32).to_be_bytes());
            index.extend((part.len() as u32).to_be_bytes());
            parts.extend(part);
        }
        let mut file = ((start + parts.len()) as u32).to_be_bytes().to_vec();
        file.extend(b"\0\0\0\0\x02\x40\0\0prtrCMYKLab ");
        file.extend([2004_u16, 1, 1, 0, 0, 0].iter().flat_map(|part| part.to_be_bytes()));
        file.extend(b"acsp");
        file.resize(68, 0);
        file.extend([63190_i32, 65536, 54061].iter().flat_map(|value| value.to_be_bytes()));
        file.resize(128, 0);
        [file, index, parts].concat()
    }

    #[test]
    fn greys_are_black_ink_alone() {
        let profile = OutputProfile::read(&profile()).expect("a profile");
        let inks = Inks::of(&profile).expect("inks");
        assert_eq!(inks.mix(Color::BLACK), [0.0, 0.0, 0.0, 1.0]);
        assert_eq!(inks.mix(Color::rgb(255, 255, 255)), [0.0; 4]);
        assert_eq!(inks.mix(Color::rgb(204, 204, 204)), [0.0, 0.0, 0.0, 0.2]);
        let blue = inks.mix(Color::rgb(5, 99, 193));
        assert!(blue[..3].iter().any(|ink| *ink > 0.0), "{blue:?}");
    }

    #[test]
    fn what_is_no_profile_of_a_press_is_refused() {
        assert!(OutputProfile::read(b"").is_err());
        assert!(OutputProfile::read(&crate::icc::srgb()).is_err());
        assert!(OutputProfile::read(&profile()[..300]).is_err());
        assert_eq!(description(&profile()).as_deref(), Some("Press"));
        assert_eq!(description(&crate::icc::srgb()).as_deref(), Some("sRGB IEC61966-2.1"));
    }

    #[test]
    fn a_document_of_inks_has_their_intent_and_no_bare_rgb() {
        let mut trial = Trial::default();
        trial.line(None, body(), "đen");
        let mut colored = run(body(), "xanh");
        colored.color = Color::rgb(5, 99, 193);
        trial.item(None, Point::new(Pt(90.0), Pt(300.0)), Item::Run(colored));
        let raster =
            vanban_article::image::Raster::Pixels { rgb: vec![9; 6], alpha: Some(vec![0, 255]) };
        trial.picture(None, raster, b"");
        let profile = Some(OutputProfile::read(&profile()).expect("a profile"));
        let options =
            PdfOptions { press: Press { profile, ..Press::default() }, ..PdfOptions::default() };
        let bytes = write_pdf(&trial.layout, FontLibrary::bundled(), &trial.images, &options);
        let reader = Reader { doc: Document::load_mem(&bytes.expect("a pdf")).expect("sound") };
        let operators = reader.operators(0);
        let names: Vec<&str> = operators.iter().map(|(name, _)| name.as_str()).collect();
        assert!(!names.contains(&"rg") && !names.contains(&"g"), "{names:?}");
        let (_, black) = operators.iter().find(|(name, _)| name == "k").expect("a colour");
        let black: Vec<f32> = black.iter().map(|ink| ink.as_float().expect("a number")).collect();
        assert_eq!(black, [0.0, 0.0, 0.0, 1.0]);
        let (_, page) = reader.pages()[0];
        let group = reader.get(reader.dict(page, "Group"), "CS");
        assert_eq!(group.as_name().expect("a name"), b"DeviceCMYK");
        assert!(!reader.dict(page, "Resources").has(b"ColorSpace"));
        let intents = reader.get(reader.catalog(), "OutputIntents").as_array().expect("intents");
        let intent = intents[0].as_dict().expect("an intent");
        let profile = reader.get(intent, "DestOutputProfile").as_stream().expect("a profile");
        assert_eq!(profile.dict.get(b"N").expect("inks").as_i64().expect("a number"), 4);
    }
}
