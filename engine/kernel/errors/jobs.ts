import { defineErrors } from "./define-errors.ts";

/** Errors raised by the jobs layer. */
export const jobsErrors = defineErrors({
  JOB_UNKNOWN: { status: 404, fr: "Ce travail n'existe pas.", en: "This job does not exist." },
  JOB_KIND_UNKNOWN: { status: 500, fr: "Aucun travail de type « {kind} ».", en: "No job of kind “{kind}”." },
  JOB_INTERRUPTED: {
    status: 500,
    fr: "Le travail a été interrompu par un arrêt du serveur.",
    en: "The job was interrupted by a stop of the server.",
    hint: {
      fr: "Ce qui a été fait est conservé : reprenez-le là où il en était, ou abandonnez le reste.",
      en: "What was done is kept: go on from there, or leave the rest.",
    },
  },
  JOB_RIGHTS_CHANGED: {
    status: 403,
    fr: "Vos droits ont changé pendant ce travail : il s'est arrêté.",
    en: "Your rights have changed during this job: it has stopped.",
    hint: {
      fr: "Ce qui a été fait est conservé : reprenez-le avec vos droits d'aujourd'hui, ou abandonnez le reste.",
      en: "What was done is kept: go on with the rights you have now, or leave the rest.",
    },
  },
  JOB_NOT_INTERRUPTED: {
    status: 409,
    fr: "Ce travail n'est pas interrompu.",
    en: "This job is not interrupted.",
    hint: { fr: "Regardez où il en est.", en: "Look at how far it is." },
  },
  JOB_INPUT_LOST: {
    status: 410,
    fr: "Le fichier de ce travail a disparu ; relancez l'import.",
    en: "This job's file is gone; start the import again.",
  },
});
