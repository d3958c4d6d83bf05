//! Alerts: the bar at the left of their paragraphs.
//!
//! Word processors draw it as a border of each paragraph, outside its text, and through the room
//! between paragraphs of the same indents.

use vanban_article::AlertKind;
use vanban_theme::{Pt, Theme, Twip};

use crate::block::Site;
use crate::fragment::Fragment;
use crate::frame::{Item, Rule};
use crate::geometry::{Point, Size};

/// Draws the bar beside the lines of the last of these fragments; where another is before it, which
/// has the bar already, also through the room between the two.
pub(crate) fn bar(theme: &Theme, kind: AlertKind, site: Site, fragments: &mut [Fragment]) {
    let Some((last, before)) = fragments.split_last_mut() else { return };
    if let Some(before) = before.last_mut() {
        let room = before.after.max(last.before);
        if let Some(unit) = before.units.last_mut().filter(|_| room > Twip::ZERO) {
            let top = unit.height.pt();
            unit.items.push(piece(theme, kind, site, top, room.pt()));
        }
    }
    for unit in &mut last.units {
        let height = unit.height.pt();
        unit.items.push(piece(theme, kind, site, Pt(0.0), height));
    }
}

fn piece(
    theme: &Theme,
    kind: AlertKind,
    site: Site,
    top: Pt,
    height: Pt,
) -> (Point, Item, Option<crate::structure::NodeId>) {
    let style = &theme.alert;
    let depth = super::depth(site.place);
    let text = site.left
        + style.indent * i32::from(depth.alerts)
        + theme.quote_indent * i32::from(depth.quotes)
        + theme.list_indent(depth.lists);
    let x = text.pt() - style.gap.pt() - style.bar.pt();
    let rule = Rule { size: Size::new(style.bar.pt(), height), color: style.colors[kind as usize] };
    (Point::new(x, top), Item::Rule(rule), None)
}
