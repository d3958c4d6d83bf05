//! Alerts: the bar at the left of all that they hold.
//!
//! It runs beside the lines, rows and pictures, and through the room between them; at one place from
//! head to foot, however deep the lists inside stand.

use vanban_article::AlertKind;
use vanban_theme::{Pt, Theme, Twip};

use crate::block::Site;
use crate::fragment::Fragment;
use crate::frame::{Item, Rule};
use crate::geometry::{Point, Size};

/// Draws the bar beside these fragments, of which the site says where text in the alert stands; none
/// runs through the place where a page begins by order.
pub(crate) fn bar(theme: &Theme, kind: AlertKind, site: Site, fragments: &mut [Fragment]) {
    let mut before: Option<&mut Fragment> = None;
    for fragment in fragments {
        if fragment.marker.is_some() {
            before = None;
            continue;
        }
        if let Some(before) = before {
            let room = before.after.max(fragment.before);
            if let Some(unit) = before.units.last_mut().filter(|_| room > Twip::ZERO) {
                let top = unit.height.pt();
                unit.items.push(piece(theme, kind, site, top, room.pt()));
            }
        }
        for unit in &mut fragment.units {
            let height = unit.height.pt();
            unit.items.push(piece(theme, kind, site, Pt(0.0), height));
        }
        before = Some(fragment);
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
