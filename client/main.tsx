import "./ui/tokens.css";
import "./ui/ui.css";
import "./people/people.css";
import { createRoot } from "react-dom/client";

import { App } from "./app.tsx";
import { wearTheme } from "./bridge/preferences.ts";

wearTheme(document.documentElement);
const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
