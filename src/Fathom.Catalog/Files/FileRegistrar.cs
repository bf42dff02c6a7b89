using System.Text.Json;
using Fathom.Database.Reading;
using Fathom.Database.Writing;

namespace Fathom.Catalog.Files;

/// <summary>Writes files and replicas into the catalogue, each change with its event.</summary>
public static class FileRegistrar
{
    /// <summary>Notes that bytes are about to be written at a path for a file that no job makes.</summary>
    /// <remarks>After an interruption the audit knows them, and the repeat of the import may delete and rewrite them.</remarks>
    /// <exception cref="CatalogueException">The path belongs to a registered replica, whose bytes must stay.</exception>
    public static void Announce(WriteTransaction transaction, string element, string path)
    {
        if (transaction.Connection.Exists(
            "SELECT 1 FROM replica WHERE se = @element AND path = @path AND state <> 'Deleted'", new { element, path }))
        {
            throw new CatalogueException("PathTaken", $"{element}:{path} belongs to a registered file.");
        }

        transaction.Execute("INSERT INTO announced_path (se, path) VALUES (@element, @path) ON CONFLICT DO NOTHING", new { element, path });
    }

    /// <summary>Registers a file with its first replica, whose bytes are durable; returns the file's id.</summary>
    /// <param name="transaction">The writer's transaction.</param>
    /// <param name="file">The file.</param>
    /// <param name="element">Element that holds the first replica.</param>
    /// <param name="path">Physical path there.</param>
    /// <param name="actor">Who does it.</param>
    /// <exception cref="CatalogueException">The name is not acceptable, or a valid file has it already.</exception>
    public static long Register(WriteTransaction transaction, NewFile file, string element, string path, string actor)
    {
        RequireAcceptable(file);
        // The index on valid files' names decides, without a look before.
        long id = transaction.Connection.SelectFirst(
            """
            INSERT INTO file (lfn, tier, run, section, campaign_id, job_id, attempt, size, adler32, events, metadata, state, created_utc)
            VALUES (@Lfn, @Tier, @Run, @Section, @campaign, @job, @attempt, @Size, @Adler32, @Events, @Metadata, 'Valid', @Now)
            ON CONFLICT DO NOTHING RETURNING id
            """,
            new
            {
                file.Lfn,
                file.Tier,
                file.Run,
                file.Section,
                file.Size,
                file.Adler32,
                file.Events,
                file.Metadata,
                transaction.Now,
                campaign = file.Origin?.CampaignId,
                job = file.Origin?.JobId,
                attempt = file.Origin?.Attempt,
            },
            row => (long?)row.GetInt64(0))
            ?? throw new CatalogueException("LfnTaken", $"{file.Lfn}: a valid file of this logical name is registered already.");
        foreach (long parent in file.Parents)
        {
            transaction.Execute("INSERT INTO file_parent (file_id, parent_id) VALUES (@id, @parent)", new { id, parent });
        }

        transaction.Events.Append(Subjects.File, id, file.Origin?.Attempt, FileEvents.Registered, actor, JsonSerializer.Serialize(file));
        AddReplica(transaction, id, element, path, actor);
        if (file.Origin is null)
        {
            transaction.Execute("DELETE FROM announced_path WHERE se = @element AND path = @path", new { element, path });
        }

        return id;
    }

    /// <summary>Registers a further replica, whose bytes are durable and checked; returns its id.</summary>
    public static long AddReplica(WriteTransaction transaction, long fileId, string element, string path, string actor)
    {
        long id = transaction.Insert(
            "INSERT INTO replica (file_id, se, path, state) VALUES (@fileId, @element, @path, 'Valid')", new { fileId, element, path });
        transaction.Events.Append(
            Subjects.Replica, id, null, FileEvents.Added, actor, JsonSerializer.Serialize(new { fileId, element, path }));
        return id;
    }

    /// <summary>Invalidates a file and marks its replicas for deletion; the bytes follow, the rows last (law 6).</summary>
    /// <returns>False where it was invalid already.</returns>
    public static bool Invalidate(WriteTransaction transaction, long fileId, string reason, string actor)
    {
        if (transaction.Execute("UPDATE file SET state = 'Invalid' WHERE id = @fileId AND state = 'Valid'", new { fileId }) == 0)
        {
            return false;
        }

        transaction.Events.Append(
            Subjects.File, fileId, null, FileEvents.Invalidated, actor, JsonSerializer.Serialize(new { reason }));
        foreach (long replica in transaction.Connection.Select(
            "SELECT id FROM replica WHERE file_id = @fileId AND state = 'Valid'", new { fileId }, row => row.GetInt64(0)))
        {
            Mark(transaction, replica, ReplicaState.Deleting, FileEvents.MarkedForDeletion, actor);
        }

        return true;
    }

    /// <summary>A file that is needed no longer: its replicas are marked for deletion, what was made from it stays.</summary>
    /// <returns>False where it was invalid already.</returns>
    public static bool Expire(WriteTransaction transaction, long fileId, string reason, string actor) =>
        Invalidate(transaction, fileId, reason, actor);

    /// <summary>Marks one replica for deletion; the caller has seen that another one is valid.</summary>
    public static void MarkReplica(WriteTransaction transaction, long replicaId, string actor)
    {
        if (transaction.Connection.Exists("SELECT 1 FROM replica WHERE id = @replicaId AND state = 'Valid'", new { replicaId }))
        {
            Mark(transaction, replicaId, ReplicaState.Deleting, FileEvents.MarkedForDeletion, actor);
        }
    }

    /// <summary>The bytes of a marked replica are gone. Repeating it is harmless.</summary>
    public static void BytesDeleted(WriteTransaction transaction, long replicaId, string actor)
    {
        if (transaction.Connection.Exists("SELECT 1 FROM replica WHERE id = @replicaId AND state = 'Deleting'", new { replicaId }))
        {
            Mark(transaction, replicaId, ReplicaState.Deleted, FileEvents.BytesDeleted, actor);
        }
    }

    private static void Mark(WriteTransaction transaction, long replica, ReplicaState state, string kind, string actor)
    {
        transaction.Connection.Execute("UPDATE replica SET state = @state WHERE id = @replica", new { replica, state = state.ToString() });
        transaction.Events.Append(Subjects.Replica, replica, null, kind, actor, "{}");
    }

    private static void RequireAcceptable(NewFile file)
    {
        if (LogicalFileName.Fault(file.Lfn) is { } fault)
        {
            throw new CatalogueException("LfnNotAcceptable", $"{fault}.");
        }
    }
}
