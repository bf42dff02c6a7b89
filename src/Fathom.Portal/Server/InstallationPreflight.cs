using Fathom.Catalog.Elements;
using Fathom.Compute.Node;
using Fathom.Compute.Payload;
using Fathom.Compute.Releases;
using Fathom.Database;
using Fathom.Production.Alerts;
using Fathom.Production.Alerts.Facts;
using Fathom.Production.Alerts.Rules;
using Fathom.Production.Campaigns;
using Fathom.Production.Preflight;
using Fathom.Storage.Folder;

namespace Fathom.Portal.Server;

/// <summary>What the preflight of a campaign asks of this installation.</summary>
/// <param name="workspace">Folder of the workspace.</param>
/// <param name="self">How this program's payload process is started.</param>
/// <param name="slots">Slots at sites in use; null where nobody knows.</param>
/// <param name="time">Clock.</param>
/// <param name="cache">Folder of what this machine keeps, releases among it; null: <see cref="NodeCache.Folder"/>.</param>
public sealed class InstallationPreflight(string workspace, SelfCommand self, Func<long?> slots, TimeProvider time, string? cache = null) : IPreflightSources
{
    // The self-tests of a chain run side by side, and a request has 30 s.
    private static readonly TimeSpan LongestSelfTest = TimeSpan.FromSeconds(20);
    private readonly PayloadSelfTest _selfTest = new(self, LongestSelfTest, time);
    private readonly InstalledRelease _releases = new(new ReleaseRegistry(new WorkspaceFolders(workspace)), cache ?? NodeCache.Folder, time);

    /// <inheritdoc/>
    /// <remarks>Those of the workspace's alerts.yaml. Its own secrets do not end, and tokens derived from them are renewed while the server runs.</remarks>
    public IReadOnlyList<CredentialFact> Credentials()
    {
        AlertSettings settings;
        try
        {
            settings = AlertSettings.Read(Path.Combine(Path.GetFullPath(workspace), AlertSettings.FileName));
        }
        catch (Exception fault) when (fault is AlertFileException or IOException or UnauthorizedAccessException)
        {
            return [new CredentialFact($"A credential of the file of alerts ({fault.Message.TrimEnd('.')})", DateTimeOffset.MinValue)];
        }

        return [.. settings.Credentials.Select(file => new CredentialFact(file, CredentialFile.UsableUntil(file, settings.RenewedFrom.GetValueOrDefault(file))))];
    }

    /// <inheritdoc/>
    public async Task<StepTrial> TryAsync(TransformationDefinition step, int wantedInputs)
    {
        var absolute = step.Parameters.ToDictionary(
            parameter => parameter.Key,
            parameter => parameter.Value.StartsWith(TransformationDefinition.InWorkspace, StringComparison.Ordinal)
                ? Path.GetFullPath(parameter.Value[TransformationDefinition.InWorkspace.Length..], Path.GetFullPath(workspace))
                : parameter.Value);
        var known = PayloadSelfTest.Knows(step.Step);
        var fault = known ? await FaultAsync(step with { Parameters = absolute }) : null;
        return new StepTrial(step.Step, known, fault, PayloadSelfTest.MostInputs(step.Step), wantedInputs);
    }

    private async Task<string?> FaultAsync(TransformationDefinition step)
    {
        try
        {
            step = step with { Parameters = await _releases.FindAsync(step.Parameters, CancellationToken.None) };
        }
        catch (Exception fault) when (fault is ReleaseException or IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }

        return await _selfTest.RunAsync(step, CancellationToken.None);
    }

    /// <inheritdoc/>
    public ElementFact Probe(StorageElementEntry element)
    {
        if (element.Kind != "folder")
        {
            return new ElementFact(element.Name, null, null, null, 0);
        }

        ElementState state = new ElementProbe(new FolderElement(element.Name, element.AbsoluteRoot(workspace), make: false), time).AskAsync().GetAwaiter().GetResult();
        return new ElementFact(element.Name, state.IsAway ? state.Trouble!.Message : null, state.Room?.Free, null, 0);
    }

    /// <inheritdoc/>
    public long? Slots() => slots();
}
