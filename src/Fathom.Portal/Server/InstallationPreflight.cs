using Fathom.Catalog.Elements;
using Fathom.Compute.Steps;
using Fathom.Production.Campaigns;
using Fathom.Production.Preflight;

namespace Fathom.Portal.Server;

/// <summary>What the preflight of a campaign asks of this installation.</summary>
/// <param name="workspace">Folder of the workspace.</param>
/// <param name="slots">Slots at sites in use; null where nobody knows.</param>
public sealed class InstallationPreflight(string workspace, Func<long?> slots) : IPreflightSources
{
    /// <inheritdoc/>
    /// <remarks>The secrets of a workspace do not end, and tokens derived from them are renewed while the server runs.</remarks>
    public IReadOnlyList<CredentialFact> Credentials() => [];

    /// <inheritdoc/>
    public StepTrial Try(string step, IReadOnlyDictionary<string, string> parameters, int wantedInputs)
    {
        var absolute = parameters.ToDictionary(
            parameter => parameter.Key,
            parameter => parameter.Value.StartsWith(TransformationDefinition.InWorkspace, StringComparison.Ordinal)
                ? Path.GetFullPath(parameter.Value[TransformationDefinition.InWorkspace.Length..], Path.GetFullPath(workspace))
                : parameter.Value);
        var fault = StepSelfTest.Run(step, absolute, out var known);
        return new StepTrial(step, known, fault, StepSelfTest.MostInputs(step), wantedInputs);
    }

    /// <inheritdoc/>
    public ElementFact Probe(StorageElementEntry element)
    {
        if (element.Kind != "folder")
        {
            return new ElementFact(element.Name, null, null, null, 0);
        }

        var root = element.AbsoluteRoot(workspace);
        try
        {
            return Directory.Exists(root)
                ? new ElementFact(element.Name, null, new DriveInfo(root).AvailableFreeSpace, null, 0)
                : new ElementFact(element.Name, $"its folder {root} is not there.", null, null, 0);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new ElementFact(element.Name, $"its folder {root} cannot be read ({fault.Message}).", null, null, 0);
        }
    }

    /// <inheritdoc/>
    public long? Slots() => slots();
}
