// The ads of a group by time and place, and which of them the person has narrowed the pictures to.

export interface Sighting {
  posting: string;
  at: string | null;
  places: number[];
  things: number[];
}

export interface Sightings {
  places: { name: string; at: [number, number] | null }[];
  things: { kind: string; value: string }[];
  ads: Sighting[];
}

export interface Narrowed {
  since: string;
  until: string;
  at: string;
  thing: string;
}

export const day = (ad: Sighting): string => (ad.at ?? "").slice(0, 10);

/** Whether an ad is within the days; one without a date is of no day. */
export function inDays(ad: Sighting, by: Narrowed): boolean {
  if (!by.since && !by.until) return true;
  const when = day(ad);
  return when !== "" && (!by.since || when >= by.since) && (!by.until || when <= by.until);
}

/** Whether an ad names the place and the thing. */
export function names(all: Sightings, ad: Sighting, by: Narrowed): boolean {
  if (by.at && !ad.places.some((place) => all.places[place]?.name === by.at)) return false;
  return !by.thing || ad.things.some((thing) => {
    const found = all.things[thing];
    return found !== undefined && `${found.kind}:${found.value}` === by.thing;
  });
}
