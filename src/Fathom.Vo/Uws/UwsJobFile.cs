using System.Text.Json;

namespace Fathom.Vo.Uws;

/// <summary>A job's file in its folder, so that jobs outlive the server.</summary>
internal static class UwsJobFile
{
    private const string Name = "job.json";

    /// <summary>Writes it whole beside its name and puts it in its place.</summary>
    public static void Write(string folder, UwsJob job)
    {
        string path = Path.Combine(folder, Name), fresh = path + ".new";
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, job);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Reads it; null where there is none or it is no job's: its folder is then one that was never told to anybody.</summary>
    public static UwsJob? Read(string folder)
    {
        try
        {
            UwsJob? job = JsonSerializer.Deserialize<UwsJob>(File.ReadAllBytes(Path.Combine(folder, Name)));
            return job?.Id == Path.GetFileName(folder) ? job : null;
        }
        catch (Exception fault) when (fault is JsonException or FileNotFoundException)
        {
            return null;
        }
    }
}
