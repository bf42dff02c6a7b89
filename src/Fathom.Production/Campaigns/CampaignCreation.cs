using System.Data.Common;
using Fathom.Catalog.Runs;
using Fathom.Database.Log;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.Datasets;
using Fathom.Production.Grouping;
using Fathom.Production.Writing;

namespace Fathom.Production.Campaigns;

/// <summary>Writes a new campaign, after checking that everything it names is there.</summary>
internal static class CampaignCreation
{
    /// <summary>Creates the campaign; one of the same name and definition is that campaign.</summary>
    public static CampaignReply Create(WriteTransaction transaction, CampaignDefinition definition, string actor)
    {
        DbConnection connection = transaction.Connection;
        if (Existing(connection, definition) is { } known)
        {
            return known;
        }

        GoodRunList? list = definition.GoodRunList is { } name ? GoodRunLists.Find(connection, name, definition.GoodRunListVersion) : null;
        if (CampaignRules.Fault(connection, definition, list) is { } fault)
        {
            return CampaignReply.Refused(fault);
        }

        long id = InsertCampaign(transaction, definition, list?.Id);
        CampaignJournal.Created(transaction, Subjects.Campaign, id, actor, definition);
        for (int ordinal = 0; ordinal < definition.Transformations.Count; ordinal++)
        {
            long transformation = InsertTransformation(transaction, id, ordinal, definition.Transformations[ordinal]);
            CampaignJournal.Created(transaction, Subjects.Transformation, transformation, actor, definition.Transformations[ordinal]);
            if (ordinal == 0)
            {
                InsertInputs(transaction, transformation, definition.Inputs);
            }

            foreach (DatasetQuery query in CampaignDatasets.Of(connection, definition, ordinal))
            {
                DatasetFeed.Add(transaction, transformation, query, actor);
            }
        }

        return new CampaignReply(id, true, "");
    }

    private static CampaignReply? Existing(DbConnection connection, CampaignDefinition definition)
    {
        long id = connection.SelectNumber("SELECT id FROM campaign WHERE name = @Name", new { definition.Name });
        if (id == 0)
        {
            return null;
        }

        string made = EventLog.History(connection, Subjects.Campaign, id)[0].Body;
        return made == LedgerJson.Write<object>(definition) ? new CampaignReply(id, false, "")
            : CampaignReply.Refused($"A campaign named {definition.Name} exists with another definition. Choose a new name.");
    }

    private static long InsertCampaign(WriteTransaction transaction, CampaignDefinition definition, long? list) => transaction.Insert(
        """
        INSERT INTO campaign (name, kind, state, grl_id, conditions, software, output_se, replicate_to, owner, priority, share, keep_up, scouts,
                              expiry, created_utc)
        VALUES (@Name, @kind, 'New', @list, @Conditions, @Software, @OutputElement, @ReplicateTo, @owner, @priority, @share, @keepUp, @scouts,
                @expiry, @Now)
        """,
        new
        {
            definition.Name,
            kind = definition.Kind.ToString(),
            list,
            definition.Conditions,
            definition.Software,
            definition.OutputElement,
            definition.ReplicateTo,
            owner = definition.Owner ?? "production",
            priority = definition.Priority ?? 0,
            share = definition.Share ?? 1,
            keepUp = definition.KeepUp ?? false,
            scouts = definition.Scouts is { Jobs: not 0 } scouts ? LedgerJson.Write(scouts) : null,
            expiry = LedgerJson.Write(definition.Expiry ?? new Dictionary<string, int>()),
            transaction.Now,
        });

    private static long InsertTransformation(WriteTransaction transaction, long campaign, int ordinal, TransformationDefinition step) =>
        transaction.Insert(
            """
            INSERT INTO transformation (campaign_id, ordinal, name, step, input_tier, output_tier, parameters, needs_conditions, grouping, state)
            VALUES (@campaign, @ordinal, @Name, @Step, @InputTier, @OutputTier, @parameters, @NeedsConditions, @grouping, 'New')
            """,
            new
            {
                campaign,
                ordinal,
                step.Name,
                step.Step,
                step.InputTier,
                step.OutputTier,
                parameters = LedgerJson.Write(step.Parameters),
                step.NeedsConditions,
                grouping = GroupingOf(step).ToString(),
            });

    private static GroupingPolicy GroupingOf(TransformationDefinition step) =>
        step.Grouping is { } text ? GroupingPolicy.Parse(text)! : GroupingPolicy.PerFile;

    private static void InsertInputs(WriteTransaction transaction, long transformation, IReadOnlyList<string> lfns)
    {
        foreach (string lfn in lfns)
        {
            transaction.Execute(
                """
                INSERT INTO transformation_input (transformation_id, file_id, state, job_id)
                SELECT @transformation, id, 'Unused', NULL FROM file WHERE lfn = @lfn AND state = 'Valid'
                """,
                new { transformation, lfn });
        }
    }
}
