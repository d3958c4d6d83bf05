//! The bar of an alert, as the left border of each of its paragraphs (ECMA-376 §17.3.1.17).
//!
//! A border stands some whole points, 31 at most, from where its paragraph's text begins: what is
//! deeper in the alert than that, and tables, have none.

use vanban_article::Place;
use vanban_theme::{Depth, ParagraphStyle, Role, Twip};

use crate::schema::Children;
use crate::story::Writing;
use crate::styles;

/// The farthest that a border stands from its text.
const FARTHEST: Twip = Twip(31 * 20);

/// Writes the border of a paragraph that stands in an alert.
///
/// `hanging` is how far its marker hangs out, where it has one. A paragraph with a fill or rule of its
/// own has no border: a fill would reach to it.
pub(crate) fn write(
    writing: &Writing<'_>,
    children: &mut Children,
    style: &ParagraphStyle,
    hanging: Option<Twip>,
    place: Place,
) {
    let Some(kind) = place.alert else { return };
    if style.fill.is_some() || style.rule_below.is_some() {
        return;
    }
    let theme = writing.input.theme;
    let (lists, quotes) = place.alert_within;
    let depth = Depth { lists, quotes, alerts: place.alerts };
    let text = theme.paragraph(Role::Alert, depth).left;
    let begins = style.left + hanging.map_or(style.first_line, |by| -by).min(Twip::ZERO);
    let space = theme.alert.gap + begins - text;
    if space < Twip::ZERO || space > FARTHEST {
        return;
    }
    let alert = &theme.alert;
    let color = alert.colors[kind as usize];
    children.put("w:pBdr").open();
    styles::border_at(children.inside(), "w:left", alert.bar.pt(), color, (space.0 + 10) / 20);
    children.inside().close("w:pBdr");
}
