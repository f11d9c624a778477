ALTER TABLE "testers" ADD COLUMN "holds_slots" boolean DEFAULT true NOT NULL;--> statement-breakpoint
UPDATE "exclusions" SET "replaces" = false;
