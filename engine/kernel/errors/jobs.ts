import { defineErrors } from "./define-errors.ts";

/** Errors raised by the jobs layer. */
export const jobsErrors = defineErrors({
  JOB_UNKNOWN: { status: 404, fr: "Ce travail n'existe pas.", en: "This job does not exist." },
  JOB_KIND_UNKNOWN: { status: 500, fr: "Aucun travail de type « {kind} ».", en: "No job of kind “{kind}”." },
  JOB_INTERRUPTED: {
    status: 500,
    fr: "Le travail a été interrompu par un arrêt du serveur.",
    en: "The job was interrupted by a stop of the server.",
    hint: { fr: "Vérifiez ce qui a été fait, puis relancez-le.", en: "Check what was done, then start it again." },
  },
  JOB_INPUT_LOST: {
    status: 410,
    fr: "Le fichier de ce travail a disparu ; relancez l'import.",
    en: "This job's file is gone; start the import again.",
  },
});
