//! Roles of spans as character styles: `[text]{.accent}` is a run of the style "Span accent", which
//! whoever edits the document can change for all of them.

use vanban_theme::{SpanLook, Theme};

use crate::schema::Children;
use crate::styles::shade;

/// The role of a span: a place among those of the theme, and what it changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SpanRole {
    /// Its place in `Theme::spans`.
    place: usize,
    /// What it changes.
    pub(crate) look: SpanLook,
}

/// The role of this name; none where the theme has no look for it.
pub(crate) fn named(theme: &Theme, name: &str) -> Option<SpanRole> {
    let look = *theme.spans.get(name)?;
    let place = theme.spans.keys().position(|each| each == name)?;
    Some(SpanRole { place, look })
}

/// The roles of a theme.
pub(crate) fn all(theme: &Theme) -> impl Iterator<Item = SpanRole> + '_ {
    theme.spans.values().enumerate().map(|(place, look)| SpanRole { place, look: *look })
}

impl SpanRole {
    fn name(self, theme: &Theme) -> &str {
        theme.spans.keys().nth(self.place).map_or("", String::as_str)
    }

    /// The identifier of its style: ASCII, and another for each name.
    pub(crate) fn id(self, theme: &Theme) -> String {
        let mut id = "Span-".to_owned();
        for c in self.name(theme).chars() {
            if c.is_ascii_alphanumeric() || c == '-' {
                id.push(c);
            } else {
                id.push_str(&format!("_{:x}_", u32::from(c)));
            }
        }
        id
    }

    /// Adds to the properties of its style what no mark has.
    pub(crate) fn properties(self, run: &mut Children) {
        if self.look.small_caps {
            run.on("w:smallCaps");
        }
        if let Some(fill) = self.look.fill {
            shade(run, fill);
        }
    }

    /// The name by which a person calls its style: that of no other, whatever word processors build
    /// in.
    pub(crate) fn style_name(self, theme: &Theme) -> String {
        format!("Span {}", self.name(theme))
    }
}
