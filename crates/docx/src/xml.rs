//! The only place where XML is made: tags, attributes, text, and the only escaper.
//!
//! A thin writer straight into a string, quick-xml doing the escaping. Characters that XML 1.0
//! cannot carry (§2.2, production 2) are dropped here, whatever the article holds.

use std::borrow::Cow;
use std::fmt::Write;

use quick_xml::escape::escape;

/// XML being written.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    out: String,
}

/// A start tag being written; nothing stands in the XML before [`Tag::open`] or [`Tag::empty`].
#[must_use = "a tag must be ended by `open` or `empty`"]
pub(crate) struct Tag<'a> {
    xml: &'a mut Xml,
}

/// The value of an attribute.
pub(crate) trait Value {
    /// Writes the value, escaped.
    fn write(&self, out: &mut String);
}

impl Value for str {
    fn write(&self, out: &mut String) {
        out.push_str(&escape(attribute_text(self).as_ref()));
    }
}

impl Value for String {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

impl<T: Value + ?Sized> Value for &T {
    fn write(&self, out: &mut String) {
        (*self).write(out);
    }
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Value for $number {
            fn write(&self, out: &mut String) {
                write!(out, "{self}").expect("writing to a string cannot fail");
            }
        }
    )*};
}
numbers!(i32 i64 u32 u64 usize);

impl Xml {
    /// A part: XML that starts with its declaration.
    pub(crate) fn part() -> Xml {
        let declaration = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
        Xml { out: format!("{declaration}\n") }
    }

    /// Starts a tag.
    pub(crate) fn tag(&mut self, name: &str) -> Tag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        Tag { xml: self }
    }

    /// Ends an element.
    pub(crate) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element that holds text only.
    pub(crate) fn leaf(&mut self, name: &str, text: &str) {
        self.tag(name).open();
        self.text(text);
        self.close(name);
    }

    /// Text, escaped; quotation marks too, so that what looks like an attribute is one (`package`
    /// relies on it).
    pub(crate) fn text(&mut self, text: &str) {
        self.out.push_str(&escape(carried(text).as_ref()));
    }

    /// XML made elsewhere by this writer.
    pub(crate) fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// Puts XML made by this writer between what is written; `at` is where an element ends.
    pub(crate) fn insert(&mut self, at: usize, xml: &str) {
        self.out.insert_str(at, xml);
    }

    /// What is written so far.
    pub(crate) fn as_str(&self) -> &str {
        &self.out
    }

    /// The bytes of the whole.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.out.into_bytes()
    }
}

impl Tag<'_> {
    /// Adds an attribute.
    pub(crate) fn with(self, name: &str, value: impl Value) -> Self {
        let out = &mut self.xml.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        value.write(out);
        out.push('"');
        self
    }

    /// Adds an attribute if there is a value.
    pub(crate) fn with_some(self, name: &str, value: Option<impl Value>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The start tag of an element that [`Xml::close`] ends.
    pub(crate) fn open(self) {
        self.xml.out.push('>');
    }

    /// The tag of an element that holds nothing.
    pub(crate) fn empty(self) {
        self.xml.out.push_str("/>");
    }
}

/// Whether XML 1.0 can carry a character.
fn is_carried(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..
    )
}

/// The text without the characters that XML 1.0 cannot carry.
fn carried(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_carried) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|character| is_carried(*character)).collect())
    }
}

/// The text of an attribute: a reader would turn line ends and tabs into spaces (XML 1.0 §3.3.3).
fn attribute_text(text: &str) -> Cow<'_, str> {
    if text.chars().any(|character| matches!(character, '\t' | '\n' | '\r')) {
        Cow::Owned(carried(text).replace(['\t', '\n', '\r'], " "))
    } else {
        carried(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut xml = Xml::default();
        xml.tag("a").with("b", "\"<&>'\n").with("n", -3).open();
        xml.text("1 < 2 & \"3\"");
        xml.close("a");
        assert_eq!(
            xml.as_str(),
            "<a b=\"&quot;&lt;&amp;&gt;&apos; \" n=\"-3\">1 &lt; 2 &amp; &quot;3&quot;</a>"
        );
    }

    #[test]
    fn characters_that_xml_cannot_carry_are_dropped() {
        let mut xml = Xml::default();
        xml.leaf("a", "x\u{0}\u{b}\u{1f}\u{fffe}y\u{1f600}");
        assert_eq!(xml.as_str(), "<a>xy\u{1f600}</a>");
    }

    #[test]
    fn an_attribute_without_a_value_is_left_out() {
        let mut xml = Xml::default();
        xml.tag("a").with_some("b", None::<i32>).with_some("c", Some("d")).empty();
        assert_eq!(xml.as_str(), "<a c=\"d\"/>");
    }
}
