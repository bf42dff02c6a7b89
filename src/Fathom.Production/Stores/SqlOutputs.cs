using Fathom.Catalog;
using Fathom.Catalog.Files;
using Fathom.Database.Writing;
using Fathom.Production.Protocol;
using Fathom.Production.Transfers;

namespace Fathom.Production.Stores;

/// <summary>Takes accepted outputs into the catalogue.</summary>
internal static class SqlOutputs
{
    /// <summary>Registers the file, its replica, its parents, its acceptance and its copy.</summary>
    /// <exception cref="CatalogueException">The name is taken, or the input has a valid output of that kind.</exception>
    public static long Register(WriteTransaction sql, NewOutput made)
    {
        UploadedOutput output = made.Output;
        var origin = new FileOrigin(made.CampaignId, made.Job.Id, made.Attempt.Number);
        var file = new NewFile(
            output.Lfn, output.Kind, made.Job.Run, made.Job.Section, output.Size, output.Adler32, output.Events, output.Metadata,
            made.Inputs, origin);
        long id = FileRegistrar.Register(sql, file, made.Attempt.Element, output.Path, Actors.Server);
        foreach (long input in made.Inputs)
        {
            AddAccepted(sql, made, input, id);
        }

        if (made.ReplicateTo is { } destination)
        {
            TransferJournal.Queue(sql, id, destination, Actors.Server);
        }

        return id;
    }

    // The unique index on valid rows is law 1 itself: a second valid output of an input and kind cannot be written.
    private static void AddAccepted(WriteTransaction sql, NewOutput made, long input, long file)
    {
        var row = new { made.Job.TransformationId, input, kind = made.Output.Kind, file, made.Job.Id, made.Attempt.Number };
        int added = sql.Execute(
            """
            INSERT INTO accepted_output (transformation_id, input_id, kind, file_id, job_id, attempt, valid)
            VALUES (@TransformationId, @input, @kind, @file, @Id, @Number, 1) ON CONFLICT DO NOTHING
            """,
            row);
        if (added == 0)
        {
            throw new CatalogueException(
                "AcceptedTwice", $"Input {input} of transformation {made.Job.TransformationId} has a valid output of kind {made.Output.Kind} already.");
        }
    }
}
