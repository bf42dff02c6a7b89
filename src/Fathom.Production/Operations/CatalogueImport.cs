using System.Collections.Concurrent;
using System.Text.Json;
using Fathom.Catalog;
using Fathom.Catalog.Files;
using Fathom.Catalog.Runs;
using Fathom.Database;
using Fathom.Database.Reading;
using Fathom.Database.Writing;
using Fathom.Production.OperatorLog;
using Fathom.Storage.Elements;

namespace Fathom.Production.Operations;

/// <summary>Brings runs, files and good run lists from outside into the catalogue; bytes are checked and durable before a row says so.</summary>
/// <param name="database">The workspace's database.</param>
/// <param name="elements">The elements that hold the bytes.</param>
public sealed class CatalogueImport(WorkspaceDatabase database, StorageElements elements)
{
    private readonly ConcurrentDictionary<(string Element, string Path), StorageDurabilityException> _distrusted = new();
    private readonly TaskCompletionSource<StorageDurabilityException> _fatal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes, with the reason, when an element could not make bytes durable: the server must end (law 4).</summary>
    public Task<StorageDurabilityException> Fatal => _fatal.Task;

    /// <summary>A worker of the server that only ends by that fault, or by being cancelled.</summary>
    /// <exception cref="StorageDurabilityException">The server must end.</exception>
    public async Task WatchAsync(CancellationToken cancellation) => throw await Fatal.WaitAsync(cancellation);

    /// <summary>Notes paths that are about to be written.</summary>
    public Task AnnounceAsync(PathAnnouncement announcement) => database.WriteAsync(transaction =>
    {
        Element(announcement.Element);
        foreach (string path in announcement.Paths)
        {
            FileRegistrar.Announce(transaction, announcement.Element, StoragePath.Parse(path).Text);
        }
    });

    /// <summary>Registers one file. Repeating it unchanged is harmless.</summary>
    public async Task RegisterFileAsync(FileImport file, string actor, CancellationToken cancellation)
    {
        StoredFile stored = await CheckAsync(file, cancellation);
        await database.WriteAsync(transaction =>
        {
            if (Register(transaction, file, stored, actor))
            {
                OperatorActions.Done(transaction, OperatorActionKind.RegisterFile, file.Lfn, file.Reason, actor, new { file.Element, file.Path });
            }
        });
    }

    /// <summary>Registers a run and its files together. Repeating it unchanged is harmless.</summary>
    public async Task RegisterRunAsync(RunImport import, string actor, CancellationToken cancellation)
    {
        var stored = new List<StoredFile>();
        foreach (FileImport file in import.Files)
        {
            stored.Add(await CheckAsync(file, cancellation));
        }

        await database.WriteAsync(transaction =>
        {
            bool isNew = !transaction.Connection.Exists("SELECT 1 FROM run WHERE number = @Number", new { import.Run.Number });
            RunRegistrar.Register(transaction, import.Run);
            for (int i = 0; i < stored.Count; i++)
            {
                isNew |= Register(transaction, import.Files[i], stored[i], actor);
            }

            if (isNew)
            {
                OperatorActions.Done(
                    transaction, OperatorActionKind.RegisterRun, FormattableString.Invariant($"run {import.Run.Number}"), import.Reason, actor,
                    new { files = stored.Count });
            }
        });
    }

    /// <summary>Adds the next version of a good run list; where its text is that of the newest, that is it.</summary>
    public Task<GoodRunList> AddGoodRunListAsync(GoodRunListText list, string actor) => database.WriteAsync(transaction =>
    {
        int? before = GoodRunLists.Find(transaction.Connection, list.Name, null)?.Version;
        GoodRunList added = GoodRunLists.Add(transaction, list.Name, list.Text);
        if (added.Version != before)
        {
            OperatorActions.Done(transaction, OperatorActionKind.AddGoodRunList, list.Name, list.Reason, actor, new { added.Version });
        }

        return added;
    });

    private async Task<StoredFile> CheckAsync(FileImport file, CancellationToken cancellation)
    {
        RequireObject(file);
        IStorageElement element = Element(file.Element);
        (string, string) place = (file.Element, StoragePath.Parse(file.Path).Text);
        if (_distrusted.TryGetValue(place, out StorageDurabilityException? before))
        {
            // A second fsync would succeed over pages that the system has dropped.
            throw before;
        }

        try
        {
            return await element.MakeDurableAsync(file.Path, cancellation);
        }
        catch (StorageDurabilityException fault)
        {
            _distrusted.TryAdd(place, fault);
            _fatal.TrySetResult(fault);
            throw;
        }
        catch (StorageMissingException missing)
        {
            throw new CatalogueException(missing.Cause, missing.Message);
        }
    }

    private IStorageElement Element(string name) => elements.Find(name)
        ?? throw new CatalogueException("StorageElementUnknown", $"There is no storage element named '{name}' in this workspace.");

    // False for the repeat of a registration.
    private static bool Register(WriteTransaction transaction, FileImport file, StoredFile stored, string actor)
    {
        if (IsRegistered(transaction, file, stored))
        {
            return false;
        }

        var row = new NewFile(file.Lfn, file.Tier, file.Run, file.Section, stored.Size, stored.Adler32!, file.Events, file.Metadata, [], null);
        FileRegistrar.Register(transaction, row, file.Element, file.Path, actor);
        return true;
    }

    /// <summary>True for the repeat of a registration whose answer was lost: the same name at the same place with the same bytes.</summary>
    private static bool IsRegistered(WriteTransaction transaction, FileImport file, StoredFile stored)
    {
        return transaction.Connection.Exists(
            """
            SELECT 1 FROM file f JOIN replica r ON r.file_id = f.id AND r.state = 'Valid'
            WHERE f.lfn = @Lfn AND f.state = 'Valid' AND f.adler32 = @Adler32 AND f.size = @Size AND r.se = @Element AND r.path = @Path
            """,
            new { file.Lfn, stored.Adler32, stored.Size, file.Element, file.Path });
    }

    private static void RequireObject(FileImport file)
    {
        try
        {
            using JsonDocument metadata = JsonDocument.Parse(file.Metadata);
            if (metadata.RootElement.ValueKind == JsonValueKind.Object)
            {
                return;
            }
        }
        catch (JsonException)
        {
            // told below
        }

        throw new CatalogueException("MetadataNotAnObject", $"{file.Lfn}: expected metadata that is a JSON object.");
    }
}
