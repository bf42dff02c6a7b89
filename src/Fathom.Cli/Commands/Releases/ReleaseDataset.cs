using System.Globalization;
using System.Text.Json;
using Fathom.Cli.Workspaces;
using Fathom.Production.Datasets;
using Fathom.Vo.Releases;

namespace Fathom.Cli.Commands.Releases;

/// <summary>The files of a dataset as what a release is made from: copied out of their storage elements, with their provenance.</summary>
internal sealed class ReleaseDataset : IDisposable
{
    private const string MiniEsd = "miniESD", Reduced = "TelescopeReduced";

    private readonly string _folder;

    private ReleaseDataset(string folder, DatasetMembers members) => (_folder, Members) = (folder, members);

    /// <summary>What the catalogue knows of the files.</summary>
    public DatasetMembers Members { get; }

    /// <summary>The copies, in order.</summary>
    public IReadOnlyList<string> Paths => [.. Members.Files.Select((_, i) => Place(i))];

    /// <summary>True where a source is the text of a query and no file.</summary>
    public static bool IsQuery(string source) => !File.Exists(source) && source.Contains('=', StringComparison.Ordinal);

    /// <summary>Finds and copies the files.</summary>
    /// <exception cref="CommandException">The query is wrong, of another tier, or has no file.</exception>
    public static async Task<ReleaseDataset> OpenAsync(string workspace, string query, CancellationToken stop)
    {
        using WorkspaceSession session = WorkspaceSession.OpenForReading(workspace);
        DatasetMembers members = Find(session, query);
        var dataset = new ReleaseDataset(Directory.CreateDirectory(Path.Combine(session.Folders.Scratch, $"release-{Path.GetRandomFileName()}")).FullName, members);
        try
        {
            for (int i = 0; i < members.Files.Count; i++)
            {
                await DataGetCommand.Copy(session, members.Files[i], dataset.Place(i), stop);
            }

            return dataset;
        }
        catch
        {
            dataset.Dispose();
            throw;
        }
    }

    /// <summary>The description with what the catalogue knows and it does not say: dataset, campaign, conditions tag, livetime.</summary>
    public ReleaseDescription Complete(ReleaseDescription release) => release with
    {
        Provenance = new ReleaseProvenance(
            release.Provenance?.Dataset ?? Members.Query, release.Provenance?.Campaign ?? Joined(Members.Campaigns), release.Provenance?.ConditionsTag ?? Joined(Members.ConditionsTags)),
        Livetime = release.Livetime ?? Livetime(),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static DatasetMembers Find(WorkspaceSession session, string text)
    {
        try
        {
            DatasetQuery query = DatasetQuery.Parse(text);
            DatasetMembers members = DatasetMembers.Find(session.Database, query, out string? problem) ?? throw new CommandException(ExitCode.Usage, $"--from: {problem}");
            return query.Tier is not (MiniEsd or Reduced) ? throw new CommandException(ExitCode.Usage, $"--from: a release is made from tier {MiniEsd} or {Reduced}, not {query.Tier}.")
                : members.Files.Count == 0 ? throw new CommandException(ExitCode.NotFound, $"--from: no valid file matches '{members.Query}'.")
                : members;
        }
        catch (DatasetQueryException wrong)
        {
            throw new CommandException(ExitCode.Usage, $"--from: {wrong.Message}");
        }
    }

    // Known where every file tells it.
    private double? Livetime()
    {
        double[] known = [.. Members.Files.Select(file => file.Metadata).Where(facts => facts.ValueKind == JsonValueKind.Object && facts.TryGetProperty("livetimeNs", out JsonElement value)
            && value.ValueKind == JsonValueKind.Number).Select(facts => facts.GetProperty("livetimeNs").GetDouble())];
        return known.Length == Members.Files.Count && known.Sum() > 0 ? known.Sum() / 86400e9 : null;
    }

    private string Place(int file) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{file}.root"));

    private static string? Joined(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Join(", ", names);
}
