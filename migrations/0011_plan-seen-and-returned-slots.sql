ALTER TABLE "ballot_boxes" ADD COLUMN "plan" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "exclusions" ADD COLUMN "replaces" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "comparisons" ADD COLUMN "slot_returned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "seen_a" boolean;--> statement-breakpoint
ALTER TABLE "votes" ADD COLUMN "seen_b" boolean;