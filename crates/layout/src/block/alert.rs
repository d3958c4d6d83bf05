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

/// Draws the bar beside the lines of fragments.
pub(crate) fn bar(theme: &Theme, kind: AlertKind, site: Site, fragments: &mut [Fragment]) {
    for unit in fragments.iter_mut().flat_map(|fragment| &mut fragment.units) {
        let height = unit.height.pt();
        unit.items.push(piece(theme, kind, site, Pt(0.0), height));
    }
}

/// Draws the bar through the room between paragraphs that have one.
pub(crate) fn join(theme: &Theme, kind: AlertKind, site: Site, fragments: &mut [Fragment]) {
    let color = theme.alert.colors[kind as usize];
    let barred = |fragment: &Fragment| {
        fragment.units.iter().any(|unit| {
            unit.items.last().is_some_and(|(_, item, node)| {
                matches!(item, Item::Rule(rule) if rule.color == color) && node.is_none()
            })
        })
    };
    for at in 1..fragments.len() {
        let (before, after) = fragments.split_at_mut(at);
        let (Some(last), Some(next)) = (before.last_mut(), after.first()) else { continue };
        if !(barred(last) && barred(next)) {
            continue;
        }
        let room = last.after.max(next.before);
        if let Some(unit) = last.units.last_mut().filter(|_| room > Twip::ZERO) {
            let top = unit.height.pt();
            unit.items.push(piece(theme, kind, site, top, room.pt()));
        }
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
