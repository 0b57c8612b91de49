import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type Express } from "express";

const NOT_BUILT = `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Perfex ERP</title></head>
<body style="font-family:system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem">
<h1>Perfex ERP</h1>
<p lang="fr">Les écrans ne sont pas encore construits. Arrêtez le serveur et lancez <code>npm start</code> : il les construit.</p>
<p lang="en">The screens are not built yet. Stop the server and run <code>npm start</code>: it builds them.</p>
<p><a href="/api/docs">API</a></p>
</body>
</html>
`;

/** The built screens. Files whose name carries their hash never change; every other address is the one page of the application. */
export function serveScreens(app: Express, folder: string): void {
  const page = join(folder, "index.html");
  app.use(
    "/assets",
    express.static(join(folder, "assets"), { immutable: true, maxAge: "365d", fallthrough: false, index: false }),
  );
  app.use(express.static(folder, { index: false, maxAge: 0, dotfiles: "ignore" }));
  app.get("/{*path}", (request, response, next) => {
    // An address of the API, or of a file that does not exist, is not a screen.
    if (request.path.startsWith("/api/") || /\.\w{1,8}$/.test(request.path) || !request.accepts("html")) return next();
    response.set("Cache-Control", "no-cache");
    if (existsSync(page)) response.sendFile(page);
    else response.status(503).type("html").send(NOT_BUILT);
  });
}
