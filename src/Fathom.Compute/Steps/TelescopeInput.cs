using Fathom.Events.Telescope;
using Fathom.Root;

namespace Fathom.Compute.Steps;

/// <summary>The one input of a telescope step, and failures to read it in the words of the ledger.</summary>
internal sealed record TelescopeInput(StepInput File)
{
    /// <summary>Logical name.</summary>
    public string Lfn => File.Lfn;

    /// <summary>The event's name: the file's name up to the first underscore or dot.</summary>
    public string EventName
    {
        get
        {
            var file = Lfn[(Lfn.LastIndexOf('/') + 1)..];
            var end = file.IndexOfAny(['_', '.']);
            var name = end >= 0 ? file[..end] : file;
            return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+')
                ? name
                : throw new StepFailedException(
                    "TelescopeFileUnnamed", $"{Lfn}: the file's name must begin with that of its event, in letters, digits, - and +; rename it.");
        }
    }

    /// <summary>The input of a request that has one.</summary>
    public static TelescopeInput Single(StepRequest request) => request.Inputs.Count == 1
        ? new TelescopeInput(request.Inputs[0])
        : throw new StepFailedException(
            "TelescopeInputCount", $"expected one input file a job, found {request.Inputs.Count}; correct the transformation.");

    /// <summary>Reads, with failures that name the logical file.</summary>
    public T Read<T>(Func<string, T> read)
    {
        try
        {
            return read(File.Path);
        }
        catch (TelescopeFileException broken)
        {
            throw new StepFailedException(
                broken.Cause, $"{Lfn}: {broken.Place}: {broken.Problem}; fetch the file again from its origin.", broken);
        }
        catch (RootFormatException broken)
        {
            throw new StepFailedException(
                "TelescopeFileBroken",
                $"{Lfn}: byte {broken.Offset}: expected {broken.Expected}, found {broken.Found}; reconstruct the event again.",
                broken);
        }
    }
}
