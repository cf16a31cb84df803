import { useEffect, useState } from "react";

import { fetchPlace, readPlace, type PlaceData } from "./place-data.ts";

/** The place's data; null until it is known. A place that cannot be read becomes a plain ring of chairs. */
export function usePlace(name: string, chairs: number): PlaceData | null {
  const [data, setData] = useState<PlaceData | null>(null);
  useEffect(() => {
    let gone = false;
    fetchPlace(name, chairs).then(
      (found) => {
        if (!gone) setData(found);
      },
      () => {
        if (!gone) setData(readPlace(null, chairs));
      },
    );
    return () => {
      gone = true;
    };
  }, [name, chairs]);
  return data;
}
