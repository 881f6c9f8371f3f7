namespace Heketi.Nodes.Tests.Support;

/// <summary>Outputs of real commands: Debian 12, GlusterFS 10.3, LVM 2.03.16.</summary>
public static class Recorded
{
    public static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", file));
}
