CREATE INDEX "comparisons_by_pair" ON "comparisons" USING btree ("study_id","pair_id");--> statement-breakpoint
-- Counts of the current minute: lost with a crash, and no flush to wait for.
ALTER TABLE "token_usage" SET UNLOGGED;
